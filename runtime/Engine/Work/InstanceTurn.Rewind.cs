using Embedded.DurableTask.Client;
using Embedded.Engine.History;
using Embedded.Engine.Replay;
using Embedded.Engine.Store;

namespace Embedded.Engine.Work;

/// <content>
/// Rewinding: the failures are taken out of the history and their calls made again. If the code, without them, would have asked
/// for something else (it handled one of them), only the last turn goes, and what it received comes again.
/// </content>
internal sealed partial class InstanceTurn
{
    private void Rewind(string reason)
    {
        if (instance.Record is not { Status: OrchestrationRuntimeStatus.Failed } record)
        {
            _refusal = new InvalidOperationException(instance.Record is null
                ? $"There is no orchestration instance '{Id}'."
                : $"Only a failed instance can be rewound; '{Id}' is {instance.Record.Status}.");
            return;
        }

        var turns = engine.Store.Load(Id).Turns;
        var rewound = WithoutFailures(turns);
        if (!IsWhatTheCodeDoes(rewound))
        {
            rewound = [.. turns.SkipLast(1)];
            Redeliver(record, turns[^1]);
        }

        _outgoing.Insert(0, To(Id, record.ExecutionId, new ExecutionRewound(reason)));
        if (rewound.Count == 0)
        {
            // It failed in its first turn: the start itself comes again, and the reason stays with the record of the restart.
            _outgoing.RemoveAt(0);
        }

        foreach (var child in turns.SelectMany(turn => turn.Decisions).OfType<SubOrchestrationCreated>().Where(sub => FailedIn(turns, sub.Id)))
        {
            _outgoing.Add(To(child.InstanceId, null, new ExecutionRewound(reason)));
        }

        _record = record with
        {
            Status = OrchestrationRuntimeStatus.Running,
            Output = null,
            Failure = null,
            CompletedAt = null,
            UpdatedAt = _now,
            StartAt = null,
        };
        Write = new InstanceWrite(Id)
        {
            Key = record.Key,
            Record = _record,
            NewHistory = true,
            Turns = [.. rewound.Select(TurnCodec.Encode)],
            Consumed = _consumed,
            Outgoing = _outgoing,
        };
        News = _record;
        _unload = true;
    }

    private static bool FailedIn(IReadOnlyList<Turn> turns, int id) =>
        turns.SelectMany(turn => turn.Received).OfType<SubOrchestrationFailed>().Any(failed => failed.TaskId == id);

    private static List<Turn> WithoutFailures(IReadOnlyList<Turn> turns) =>
    [
        .. turns
            .Select(turn => turn with { Received = [.. turn.Received.Where(item => item is not (TaskFailed or SubOrchestrationFailed))], Ending = null })
            .Where(turn => turn.Received.Count > 0),
    ];

    private bool IsWhatTheCodeDoes(IReadOnlyList<Turn> turns)
    {
        if (turns.Count == 0 || turns[0].Received.OfType<ExecutionStarted>().FirstOrDefault() is not { } start || !MakeReplayer(start))
        {
            return false;
        }

        var replayer = instance.Replayer!;
        var same = ReplayCheck.Replay(replayer, Id, turns) is null && replayer.Ending is null;
        instance.DropReplayer();
        return same;
    }

    private void Redeliver(InstanceRecord record, Turn last)
    {
        foreach (var item in last.Received.Where(item => item is not (TaskFailed or SubOrchestrationFailed or ExecutionRewound)))
        {
            _outgoing.Add(To(Id, record.ExecutionId, item));
        }
    }
}
