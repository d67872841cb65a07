namespace Embedded.Engine;

/// <summary>A payload, status or id is longer than its bound.</summary>
internal sealed class PayloadTooLargeException(string what, int length, int limit)
    : ArgumentException($"{what} has {length} characters; at most {limit} are allowed. Pass it by reference: store the content, send its address.")
{
    public int Length { get; } = length;

    public int Limit { get; } = limit;
}

/// <summary>One instance has more open calls, timers and waits than it may.</summary>
internal sealed class TooManyOpenTasksException(int limit)
    : InvalidOperationException($"The orchestration has {limit} open tasks, as many as it may. Start fewer at once, or split the work over sub-orchestrations.")
{
    public int Limit { get; } = limit;
}

/// <summary>The history has grown over its bound.</summary>
internal sealed class HistoryTooLongException(int limit)
    : InvalidOperationException($"The history has more than {limit} entries. Use ContinueAsNew.")
{
    public int Limit { get; } = limit;
}

/// <summary>The code awaited something that its context did not make: the continuation would be lost in a restart.</summary>
internal sealed class ForeignAwaitException(string instanceId)
    : InvalidOperationException(
        $"Orchestration '{instanceId}' awaited a task that its context did not make (Task.Run, Task.Delay, I/O or ConfigureAwait(false)). "
        + "Await only what TaskOrchestrationContext returns, and do other work in an activity.");

/// <summary>On replay the code asked for something else than the history holds.</summary>
internal sealed class NonDeterministicOrchestrationException(string instanceId, int index, string expected, string actual)
    : InvalidOperationException(
        $"Orchestration '{instanceId}' is not deterministic: at event {index} the history holds {expected}, the code asked for {actual}. "
        + "Its code changed under a running instance, or depends on time, chance or the environment.")
{
    /// <summary>The place in the history, from 0 for the first entry.</summary>
    public int Index { get; } = index;

    public string Expected { get; } = expected;

    public string Actual { get; } = actual;
}
