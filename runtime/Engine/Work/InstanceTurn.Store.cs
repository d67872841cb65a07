using Embedded.DurableTask;
using Embedded.DurableTask.Client;
using Embedded.Engine.History;
using Embedded.Engine.Store;

namespace Embedded.Engine.Work;

/// <content>From a played turn to the write.</content>
internal sealed partial class InstanceTurn
{
    private void Store(InstanceRecord record, Turn turn, bool newHistory)
    {
        _execution = record.ExecutionId;
        AddressDecisions(record, turn);
        if (turn.Ending is { Status: OrchestrationRuntimeStatus.ContinuedAsNew } again)
        {
            StartOver(record, turn, again);
            return;
        }

        var next = After(record, turn);
        if (turn.Ending is { } ending)
        {
            TellOfEnd(record, turn, ending);
        }

        var changed = newHistory || turn.Received.Any(item => item is ExecutionStarted) || next.Status != record.Status || next.CustomStatus != record.CustomStatus;
        Write = new InstanceWrite(Id)
        {
            Key = record.Key,
            Record = changed ? next : null,
            NewHistory = newHistory,
            Turns = [TurnCodec.Encode(turn)],
            FirstTurn = _turns,
            Consumed = _consumed,
            Outgoing = _outgoing,
        };
        _record = next;
        _turns++;
        _events += turn.EventCount;
        News = changed ? next : News;
    }

    private InstanceRecord After(InstanceRecord record, Turn turn)
    {
        var replayer = instance.Replayer;
        var status = turn.Ending?.Status
            ?? (replayer!.IsSuspended ? OrchestrationRuntimeStatus.Suspended : OrchestrationRuntimeStatus.Running);
        return record with
        {
            Status = status,
            UpdatedAt = turn.At,
            CompletedAt = turn.Ending is null ? null : turn.At,
            Output = turn.Ending?.Output,
            Failure = turn.Ending?.Failure,
            CustomStatus = replayer is null ? record.CustomStatus : replayer.CustomStatus,
        };
    }

    private void AddressDecisions(InstanceRecord record, Turn turn)
    {
        foreach (var decision in turn.Decisions)
        {
            switch (decision)
            {
                case SubOrchestrationCreated sub:
                    var link = new ParentLink(Id, record.ExecutionId, record.Name, sub.Id);
                    _outgoing.Add(To(
                        sub.InstanceId,
                        null,
                        new ExecutionStarted(NewExecutionId(), sub.Name, sub.Version ?? string.Empty, sub.Input, link, sub.Tags)));
                    break;
                case EventSent sent:
                    _outgoing.Add(To(sent.InstanceId, null, new EventRaised(sent.Name, sent.Input)));
                    break;
            }
        }
    }

    private void TellOfEnd(InstanceRecord record, Turn turn, Ending ending)
    {
        if (record.Parent is { } parent)
        {
            _outgoing.Add(To(parent.InstanceId, parent.ExecutionId, ending.Status == OrchestrationRuntimeStatus.Completed
                ? new SubOrchestrationCompleted(parent.TaskId, ending.Output)
                : new SubOrchestrationFailed(parent.TaskId, ending.Failure ?? TerminatedFailure(ending.Output))));
        }

        if (turn.Received.OfType<ExecutionTerminated>().FirstOrDefault() is { Recursive: true } terminated && instance.Replayer is { } replayer)
        {
            foreach (var child in replayer.Open.OfType<SubOrchestrationCreated>())
            {
                _outgoing.Add(To(child.InstanceId, null, terminated));
            }
        }
    }

    private static TaskFailureDetails TerminatedFailure(string? output) =>
        new("OrchestrationTerminated", output is null ? "The orchestration was terminated." : $"The orchestration was terminated: {FailureDetailsFactory.Bounded(output)}", null, null, null);

    /// <summary>The next generation: a new execution id, an empty history, and the kept events in the inbox behind its start.</summary>
    private void StartOver(InstanceRecord record, Turn turn, Ending ending)
    {
        var replayer = instance.Replayer!;
        var start = new ExecutionStarted(
            NewExecutionId(), record.Name, ending.NextVersion ?? record.Version, ending.Output, record.Parent, record.Tags);
        _outgoing.Add(To(Id, start.ExecutionId, start));
        _outgoing.AddRange(replayer.UnprocessedEvents.Select(kept => To(Id, start.ExecutionId, kept)));
        _record = record with
        {
            ExecutionId = start.ExecutionId,
            Version = start.Version,
            Input = start.Input,
            UpdatedAt = turn.At,
            Status = OrchestrationRuntimeStatus.Running,
            StartAt = null,
            CustomStatus = replayer.CustomStatus,
        };
        Write = new InstanceWrite(Id)
        {
            Key = record.Key,
            Record = _record,
            NewHistory = true,
            Consumed = _consumed,
            Outgoing = _outgoing,
        };
        News = _record;
        _turns = 0;
        _events = 0;
    }
}
