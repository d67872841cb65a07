namespace Embedded.Engine.Replay;

/// <summary>
/// Runs an orchestrator's code on the one thread that has the turn. A continuation that comes from another thread
/// was not made by the context: it is reported and never run.
/// </summary>
internal sealed class TurnScheduler : TaskScheduler
{
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _ready = new();
    private readonly TurnContext _context;
    private int _thread;

    public TurnScheduler() => _context = new TurnContext(this);

    /// <summary>Whether something foreign was awaited.</summary>
    public bool SawForeign { get; private set; }

    /// <summary>Called once, from the foreign thread.</summary>
    public Action? OnForeign { get; set; }

    public bool IsOnTurn => _thread == Environment.CurrentManagedThreadId;

    /// <summary>Runs the action, and all that it makes ready, on this thread.</summary>
    public void Run(Action action)
    {
        var before = SynchronizationContext.Current;
        _thread = Environment.CurrentManagedThreadId;
        SynchronizationContext.SetSynchronizationContext(_context);
        try
        {
            // A task of this scheduler, so that ContinueWith and Task.Factory in the code stay on it.
            var root = new Task(action);
            root.RunSynchronously(this);
            root.GetAwaiter().GetResult();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
            _thread = 0;
        }
    }

    /// <summary>Runs what is ready; to be called within <see cref="Run"/>.</summary>
    public void Drain()
    {
        while (_ready.TryDequeue(out var work))
        {
            work.Callback(work.State);
        }
    }

    public void ReportForeign()
    {
        if (!SawForeign)
        {
            SawForeign = true;
            OnForeign?.Invoke();
        }
    }

    protected override IEnumerable<Task> GetScheduledTasks() => [];

    protected override void QueueTask(Task task) => Post(state => TryExecuteTask((Task)state!), task);

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        IsOnTurn && !taskWasPreviouslyQueued && TryExecuteTask(task);

    private void Post(SendOrPostCallback callback, object? state)
    {
        if (IsOnTurn)
        {
            _ready.Enqueue((callback, state));
        }
        else
        {
            ReportForeign();
        }
    }

    private sealed class TurnContext(TurnScheduler scheduler) : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state) => scheduler.Post(d, state);

        public override void Send(SendOrPostCallback d, object? state)
        {
            if (scheduler.IsOnTurn)
            {
                d(state);
            }
            else
            {
                scheduler.ReportForeign();
            }
        }

        public override SynchronizationContext CreateCopy() => this;
    }
}
