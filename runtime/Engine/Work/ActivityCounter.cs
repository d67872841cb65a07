namespace Embedded.Engine.Work;

/// <summary>Counts what is under way, so that a test in virtual time knows when all has come to rest.</summary>
internal sealed class ActivityCounter
{
    private readonly Lock _lock = new();
    private long _count;
    private TaskCompletionSource? _rest;

    public void Enter(int count = 1)
    {
        lock (_lock)
        {
            _count += count;
        }
    }

    public void Leave(int count = 1)
    {
        TaskCompletionSource? rest = null;
        lock (_lock)
        {
            _count -= count;
            if (_count == 0)
            {
                (rest, _rest) = (_rest, null);
            }
        }

        rest?.TrySetResult();
    }

    /// <summary>Completes when nothing is under way: only timers, events from outside, or nothing at all can change anything.</summary>
    public Task WhenAtRest()
    {
        lock (_lock)
        {
            return _count == 0
                ? Task.CompletedTask
                : (_rest ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }
}
