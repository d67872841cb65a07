namespace Embedded.Engine.Work;

/// <summary>Runs turns on the thread pool, no more at once than allowed, in the order they came.</summary>
internal sealed class TurnQueue(int maxConcurrent, Action<LiveInstance> run)
{
    private readonly Lock _lock = new();
    private readonly Queue<LiveInstance> _waiting = new();
    private int _running;

    public void Enqueue(LiveInstance instance)
    {
        lock (_lock)
        {
            if (_running == maxConcurrent)
            {
                _waiting.Enqueue(instance);
                return;
            }

            _running++;
        }

        ThreadPool.UnsafeQueueUserWorkItem(Work, instance, preferLocal: false);
    }

    private void Work(LiveInstance instance)
    {
        for (LiveInstance? next = instance; next is not null;)
        {
            run(next);
            lock (_lock)
            {
                if (!_waiting.TryDequeue(out next))
                {
                    _running--;
                }
            }
        }
    }
}
