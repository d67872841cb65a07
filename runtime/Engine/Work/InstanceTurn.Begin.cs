using System.Security.Cryptography;
using Embedded.DurableTask;
using Embedded.DurableTask.Client;
using Embedded.DurableTask.Core.Exceptions;
using Embedded.DurableTask.Worker;
using Embedded.Engine.History;
using Embedded.Engine.Replay;
using Embedded.Engine.Store;
using Microsoft.Extensions.DependencyInjection;

namespace Embedded.Engine.Work;

/// <content>How instances come to life: by a client, by a parent, from the store.</content>
internal sealed partial class InstanceTurn
{
    private enum Readiness
    {
        Ready,
        Later,
        Failed,
    }

    private void Start(StartRequest request)
    {
        if (instance.Record is { } existing && request.Dedupe.Contains(existing.Status))
        {
            _refusal = new OrchestrationAlreadyExistsException(
                $"An orchestration instance '{Id}' exists and is {existing.Status}; the start was to be refused in that state.");
            return;
        }

        Create(request.Start with { ExecutionId = NewExecutionId() }, request.StartAt);
    }

    private void StartAsChild(InboxMessage birth)
    {
        var start = (ExecutionStarted)birth.Event;
        _consumed.Add(birth.Sequence);
        if (instance.Record is { HasEnded: false } && start.Parent is { } parent)
        {
            var failure = new TaskFailureDetails(
                typeof(OrchestrationAlreadyExistsException).FullName!, $"An orchestration instance '{Id}' is already running.", null, null, null);
            _outgoing.Add(To(parent.InstanceId, parent.ExecutionId, new SubOrchestrationFailed(parent.TaskId, failure)));
            Write = new InstanceWrite(Id) { Consumed = _consumed, Outgoing = _outgoing };
            return;
        }

        Create(start, null);
    }

    private void Create(ExecutionStarted start, DateTime? startAt)
    {
        var replaced = instance.Record;
        instance.DropReplayer();
        _fresh = false;
        _turns = 0;
        _events = 0;
        var record = new InstanceRecord(replaced?.Key ?? engine.NextKey(), Id, start.ExecutionId, start.Name, start.Version)
        {
            CreatedAt = _now,
            UpdatedAt = _now,
            StartAt = startAt > _now ? startAt : null,
            Input = start.Input,
            Tags = start.Tags,
            Parent = start.Parent,
        };
        instance.Record = record;
        instance.LastTurn = DateTime.MinValue;
        switch (Begin(record, start))
        {
            case Readiness.Ready:
                PlayReceived([start], replaced is not null);
                break;
            case Readiness.Failed:
                EndUnplayed([start], replaced is not null);
                break;
            default:
                _outgoing.Add(To(Id, start.ExecutionId, start));
                _record = record;
                Write = new InstanceWrite(Id)
                {
                    Key = record.Key,
                    Record = record,
                    NewHistory = replaced is not null,
                    Consumed = _consumed,
                    Outgoing = _outgoing,
                };
                ParkUntil(record);
                break;
        }
    }

    /// <summary>Makes the replayer of a generation, if it may begin now.</summary>
    private Readiness Begin(InstanceRecord record, ExecutionStarted start)
    {
        if (!engine.IsWorking || record.StartAt > _now)
        {
            return Readiness.Later;
        }

        switch (engine.Catalog.Judge(start.Version))
        {
            case VersionVerdict.Parked:
                return Readiness.Later;
            case VersionVerdict.Failed:
                _failure = engine.Catalog.VersionFailure(start.Version);
                return Readiness.Failed;
        }

        if (engine.Options.Filter is { } filter)
        {
            var asked = filter.IsOrchestrationValidAsync(new OrchestrationFilterParameters { Name = start.Name, Tags = start.Tags });
            if (!asked.AsTask().GetAwaiter().GetResult())
            {
                return Readiness.Later;
            }
        }

        return MakeReplayer(start) ? Readiness.Ready : Readiness.Failed;
    }

    private bool MakeReplayer(ExecutionStarted start)
    {
        var scope = engine.Services.CreateScope();
        try
        {
            if (engine.Catalog.Orchestrator(start.Name, start.Version, scope.ServiceProvider) is { } orchestrator)
            {
                instance.Scope = scope;
                instance.Replayer = new Replayer(Id, orchestrator, start, engine.Replay) { OnForeign = () => engine.Post(Id, new Wake()) };
                return true;
            }

            _failure = TaskCatalog.NoOrchestrator(start.Name, start.Version);
        }
        catch (Exception error)
        {
            // The worker's own code makes orchestrators: what it throws is the instance's failure.
            _failure = TaskFailureDetails.FromException(error);
        }

        scope.Dispose();
        return false;
    }

    /// <summary>Brings a begun generation back from its history.</summary>
    private void Resurrect(InstanceRecord record, IReadOnlyList<Turn> turns)
    {
        var start = turns[0].Received.OfType<ExecutionStarted>().FirstOrDefault()
            ?? throw new StateUnreadableException($"The history of instance '{Id}' does not begin with its start.");
        if (engine.Catalog.Judge(start.Version) == VersionVerdict.Parked)
        {
            return;
        }

        if (MakeReplayer(start) && ReplayCheck.Replay(instance.Replayer!, Id, turns) is { } difference)
        {
            _failure = TaskFailureDetails.FromException(difference);
        }
    }

    private static string NewExecutionId() => RandomNumberGenerator.GetHexString(16, lowercase: true);

    private void ParkUntil(InstanceRecord record)
    {
        _unload = true;
        News = record;
        if (record.Status == OrchestrationRuntimeStatus.Pending && record.StartAt > _now)
        {
            WakeAt = record.StartAt;
        }
    }
}
