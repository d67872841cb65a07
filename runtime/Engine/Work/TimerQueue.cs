namespace Embedded.Engine.Work;

/// <summary>What is due at a time. The state file holds the truth; this is its index in memory.</summary>
internal sealed class TimerQueue : IDisposable
{
    // A clock that is set does not move a running timer: look again at least this often.
    private static readonly TimeSpan RealCap = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan VirtualCap = TimeSpan.FromMinutes(1);

    private readonly TimeProvider _time;
    private readonly Action<TimerKey> _due;
    private readonly Lock _lock = new();
    private readonly PriorityQueue<TimerKey, (DateTime Due, long Order)> _queue = new();
    private readonly HashSet<TimerKey> _keys = [];
    private readonly ITimer _timer;
    private readonly TimeSpan _cap;
    private long _order;
    private bool _stopped;

    public TimerQueue(TimeProvider time, Action<TimerKey> due)
    {
        _time = time;
        _due = due;
        _cap = ReferenceEquals(time, TimeProvider.System) ? RealCap : VirtualCap;
        _timer = time.CreateTimer(_ => Fire(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The earliest time at which something is due; null when nothing waits.</summary>
    public DateTime? NextDue
    {
        get
        {
            lock (_lock)
            {
                return _queue.TryPeek(out _, out var next) ? next.Due : null;
            }
        }
    }

    /// <summary>Adds a timer; one that is there already stays.</summary>
    public void Add(TimerKey key, DateTime due)
    {
        lock (_lock)
        {
            if (_stopped || !_keys.Add(key))
            {
                return;
            }

            var first = !_queue.TryPeek(out _, out var next) || due < next.Due;
            _queue.Enqueue(key, (due, _order++));
            if (first)
            {
                Arm();
            }
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _stopped = true;
        }

        _timer.Dispose();
    }

    private void Fire()
    {
        List<TimerKey> due = [];
        lock (_lock)
        {
            if (_stopped)
            {
                return;
            }

            var now = _time.GetUtcNow().UtcDateTime;
            while (_queue.TryPeek(out var key, out var next) && next.Due <= now)
            {
                _queue.Dequeue();
                _keys.Remove(key);
                due.Add(key);
            }

            Arm();
        }

        due.ForEach(_due);
    }

    private void Arm()
    {
        if (_queue.TryPeek(out _, out var next))
        {
            // A timer may fire a little early; rounding up to whole milliseconds keeps it from spinning.
            var wait = TimeSpan.FromMilliseconds(Math.Ceiling((next.Due - _time.GetUtcNow().UtcDateTime).TotalMilliseconds));
            _timer.Change(wait < TimeSpan.Zero ? TimeSpan.Zero : wait > _cap ? _cap : wait, Timeout.InfiniteTimeSpan);
        }
    }
}

/// <summary>A timer of one generation. A number below zero is the engine's own, see <see cref="Wake"/>.</summary>
internal readonly record struct TimerKey(string InstanceId, string ExecutionId, int TimerId)
{
    public const int Wake = -1;
}
