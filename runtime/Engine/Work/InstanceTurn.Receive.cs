using Embedded.DurableTask;
using Embedded.DurableTask.Client;
using Embedded.Engine.History;
using Embedded.Engine.Store;

namespace Embedded.Engine.Work;

/// <content>What an instance does with what it receives.</content>
internal sealed partial class InstanceTurn
{
    private TaskFailureDetails? _failure;

    private void Receive()
    {
        var record = instance.Record;
        List<(string? ExecutionId, Received Event, bool Stored)> all =
        [
            .. _inbox.Select(message => (message.ExecutionId, message.Event, true)),
            .. _taken.OfType<Message>().Select(message => (message.ExecutionId, message.Event, false)),
        ];
        _consumed.AddRange(_inbox.Select(message => message.Sequence));
        if (record?.Status == OrchestrationRuntimeStatus.Failed && all.Find(item => item.Event is ExecutionRewound).Event is ExecutionRewound rewound)
        {
            Rewind(rewound.Reason ?? string.Empty);
            return;
        }

        if (record is null or { HasEnded: true })
        {
            _nothingDone = true;
            all.ForEach(item => engine.LogDropped(item.Event.GetType().Name, Id));
            Write = _consumed.Count > 0 ? new InstanceWrite(Id) { Consumed = _consumed } : null;
            return;
        }

        var meant = all.FindAll(item => item.ExecutionId is null || item.ExecutionId == record.ExecutionId);
        List<Received> received = [.. meant.Select(item => item.Event)];
        if (_failure is not null)
        {
            EndUnplayed([], false);
            return;
        }

        if (instance.Replayer is null && received.OfType<ExecutionStarted>().FirstOrDefault() is { } start)
        {
            received.Remove(start);
            received.Insert(0, start);
            var readiness = received.Exists(item => item is ExecutionTerminated) ? Readiness.Failed : Begin(record, start);
            if (readiness == Readiness.Failed)
            {
                EndUnplayed(received, false);
                return;
            }
        }

        if (instance.Replayer is null && engine.IsWorking && received.Exists(item => item is ExecutionTerminated))
        {
            EndUnplayed(received, false);
            return;
        }

        if (instance.Replayer is null || !engine.IsWorking)
        {
            Park(record, meant);
            return;
        }

        PlayReceived(received, false);
    }

    /// <summary>Keeps what came for later: the instance may not move now.</summary>
    private void Park(InstanceRecord record, List<(string? ExecutionId, Received Event, bool Stored)> received)
    {
        _consumed.Clear();
        _outgoing.AddRange(received.Where(item => !item.Stored).Select(item => To(Id, item.ExecutionId ?? record.ExecutionId, item.Event)));
        ParkUntil(record);
        if (_outgoing.Count > 0)
        {
            Write = new InstanceWrite(Id) { Outgoing = _outgoing };
        }
    }

    private void PlayReceived(List<Received> received, bool newHistory)
    {
        var record = instance.Record!;
        var replayer = instance.Replayer!;
        var expected = replayer.Expected(received);
        foreach (var late in received.Except(expected, ReferenceEqualityComparer.Instance))
        {
            engine.LogDropped(late!.GetType().Name, Id);
        }

        received = expected;
        if (received.Count == 0 && !replayer.SawForeign)
        {
            Write = _consumed.Count > 0 ? new InstanceWrite(Id) { Consumed = _consumed } : null;
            return;
        }

        var at = TurnTime();
        _decided = replayer.Play(at, received, replaying: false);
        var turn = new Turn(at, received, _decided, Bounded(replayer.Ending, received.Count));
        Store(record, turn, newHistory);
    }

    /// <summary>Ends an instance whose code is not to be played: unknown, of a refused version, changed, or ended before it began.</summary>
    private void EndUnplayed(List<Received> received, bool newHistory)
    {
        instance.DropReplayer();
        var ending = received.OfType<ExecutionTerminated>().FirstOrDefault() is { } terminated
            ? new Ending(OrchestrationRuntimeStatus.Terminated, terminated.Output)
            : new Ending(OrchestrationRuntimeStatus.Failed, null, _failure);
        Store(instance.Record!, new Turn(TurnTime(), received, [], ending), newHistory);
    }

    private Ending? Bounded(Ending? ending, int received)
    {
        var limits = engine.Options.Limits;
        var events = _events + received + _decided.Count;
        if (_events < limits.HistoryWarning && events >= limits.HistoryWarning)
        {
            engine.LogLong(Id, events);
        }

        Exception? over = events > limits.MaxHistory ? new HistoryTooLongException(limits.MaxHistory)
            : instance.Replayer!.BufferedEvents > limits.MaxBufferedEvents ? new TooManyOpenTasksException(limits.MaxBufferedEvents)
            : null;
        return ending is null && over is not null
            ? instance.Replayer!.End(new Ending(OrchestrationRuntimeStatus.Failed, null, TaskFailureDetails.FromException(over)))
            : ending;
    }
}
