using System.Collections.Concurrent;
using Embedded.DurableTask;
using Embedded.DurableTask.Worker;
using Embedded.Engine.History;
using Embedded.Engine.Replay;
using Embedded.Engine.Store;
using Microsoft.Extensions.Logging;

namespace Embedded.Engine.Work;

/// <summary>
/// The engine: instances in memory, turns on the thread pool, one loop that commits. Every instance is its own queue;
/// a turn takes what waits, plays it, and hands one write to the loop; what it asked for leaves when that write is stored.
/// </summary>
internal sealed partial class DurableEngine : IDisposable
{
    private readonly ConcurrentDictionary<string, LiveInstance> _live = new(StringComparer.Ordinal);
    private readonly TurnQueue _turns;
    private readonly Committer _committer;
    private readonly ActivityDispatcher _activities;
    private readonly TimerQueue _timers;
    private readonly IdleInstances _idle;
    private readonly ILogger _logger;
    private long _lastKey;
    private long _lastSequence;
    private volatile bool _disposed;

    /// <exception cref="StateInUseException">Another process has the state.</exception>
    public DurableEngine(
        IStateStore store, DurableTaskRegistry registry, EngineOptions options, IServiceProvider services, ILoggerFactory loggers, TimeProvider time)
    {
        options.Validate();
        Store = store;
        Options = options;
        Time = time;
        Services = services;
        _logger = loggers.CreateLogger("Embedded.DurableTask");
        Catalog = new TaskCatalog(registry, options.Versioning);
        var properties = (IExceptionPropertiesProvider?)services.GetService(typeof(IExceptionPropertiesProvider));
        Replay = new ReplaySettings(options.Converter, loggers, options.Limits)
        {
            Properties = options.Properties,
            DefaultVersion = options.Versioning?.DefaultVersion is { Length: > 0 } version ? version : null,
            ExceptionProperties = properties,
        };
        (_lastKey, _lastSequence) = store.Open();
        _turns = new TurnQueue(options.MaxConcurrentOrchestrators, RunTurn);
        _committer = new Committer(store);
        _activities = new ActivityDispatcher(options, Catalog, services, new ActivityFailures(_logger, properties), ActivityDone);
        _timers = new TimerQueue(time, TimerDue);
        _idle = new IdleInstances(options.MaxCachedInstances, Retire);
    }

    public IStateStore Store { get; }

    public EngineOptions Options { get; }

    public TimeProvider Time { get; }

    public IServiceProvider Services { get; }

    public TaskCatalog Catalog { get; }

    public ReplaySettings Replay { get; }

    public InstanceWaiters Waiters { get; } = new();

    public ActivityCounter Busy { get; } = new();

    /// <summary>Whether the worker takes turns; before its start and after its end, what comes is stored for later.</summary>
    public bool IsWorking { get; private set; }

    public long Commits => _committer.Commits;

    /// <summary>When the next timer is due; null when none waits.</summary>
    public DateTime? NextDue => _timers.NextDue;

    /// <summary>Takes up every instance that has not ended.</summary>
    public void StartWork()
    {
        IsWorking = true;
        foreach (var id in Store.Unfinished())
        {
            Post(id, new Wake());
        }
    }

    public void StopWork()
    {
        IsWorking = false;
        _activities.Stop();
    }

    public void Post(string instanceId, Inbound inbound)
    {
        Busy.Enter();
        while (true)
        {
            var instance = _live.GetOrAdd(instanceId, static id => new LiveInstance(id));
            if (instance.TryEnqueue(inbound, out var schedule))
            {
                if (schedule)
                {
                    _idle.Remove(instance);
                    _turns.Enqueue(instance);
                }

                return;
            }

            _live.TryRemove(KeyValuePair.Create(instanceId, instance));
        }
    }

    /// <summary>Posts and waits until the effect is stored.</summary>
    /// <returns>False when there was nothing to do.</returns>
    /// <exception cref="StateUnavailableException">It could not be stored.</exception>
    public async Task<bool> AskAsync(string instanceId, Func<TaskCompletionSource<bool>, Inbound> make, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var reply = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(instanceId, make(reply));
        return await reply.Task.WaitAsync(cancellation).ConfigureAwait(false);
    }

    public long NextKey() => Interlocked.Increment(ref _lastKey);

    public long NextSequence() => Interlocked.Increment(ref _lastSequence);

    /// <summary>Ends the loop, then the store. What is not committed is told so, and nothing else happens.</summary>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        StopWork();
        _disposed = true;
        _timers.Dispose();
        _committer.Dispose();
        Store.Dispose();
    }

    private void ActivityDone(ActivityKey key, Received result)
    {
        if (!_disposed)
        {
            Post(key.InstanceId, new Message(result, key.ExecutionId));
        }

        Busy.Leave();
    }

    private void TimerDue(TimerKey key) =>
        Post(key.InstanceId, key.TimerId == TimerKey.Wake ? new Wake() : new Message(new TimerFired(key.TimerId), key.ExecutionId));
}
