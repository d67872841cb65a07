using Embedded.DurableTask;
using Embedded.Engine.History;
using Microsoft.Extensions.DependencyInjection;

namespace Embedded.Engine.Work;

/// <summary>Runs activities, no more at once than allowed, in the order they were scheduled; each one in a scope of its own.</summary>
internal sealed class ActivityDispatcher(
    EngineOptions options, TaskCatalog catalog, IServiceProvider services, ActivityFailures failures, Action<ActivityKey, Received> done)
{
    private readonly Lock _lock = new();
    private readonly HashSet<ActivityKey> _known = [];
    private readonly Queue<(ActivityKey Key, TaskScheduled Task)> _waiting = new();
    private int _running;
    private bool _stopped;

    /// <summary>Activities that wait or run.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _known.Count;
            }
        }
    }

    /// <summary>Queues an activity.</summary>
    /// <returns>False when it already waits or runs, or the dispatcher has stopped.</returns>
    public bool Enqueue(ActivityKey key, TaskScheduled task)
    {
        lock (_lock)
        {
            if (_stopped || !_known.Add(key))
            {
                return false;
            }

            if (_running == options.MaxConcurrentActivities)
            {
                _waiting.Enqueue((key, task));
                return true;
            }

            _running++;
        }

        ThreadPool.UnsafeQueueUserWorkItem(work => _ = WorkAsync(work.Key, work.Task), (Key: key, Task: task), preferLocal: false);
        return true;
    }

    /// <summary>Starts no more; those that run may end, and their results are dropped with the engine.</summary>
    public void Stop()
    {
        lock (_lock)
        {
            _stopped = true;
            _waiting.Clear();
        }
    }

    private async Task WorkAsync(ActivityKey key, TaskScheduled task)
    {
        while (true)
        {
            var result = await RunAsync(key, task).ConfigureAwait(false);
            lock (_lock)
            {
                _known.Remove(key);
            }

            done(key, result);
            lock (_lock)
            {
                if (!_waiting.TryDequeue(out var next))
                {
                    _running--;
                    return;
                }

                (key, task) = next;
            }
        }
    }

    private async Task<Received> RunAsync(ActivityKey key, TaskScheduled task)
    {
        var version = task.Version ?? string.Empty;
        try
        {
            var scope = services.CreateAsyncScope();
            await using (scope.ConfigureAwait(false))
            {
                if (catalog.Activity(task.Name, version, scope.ServiceProvider) is not { } activity)
                {
                    return new TaskFailed(task.Id, TaskCatalog.NoActivity(task.Name, version));
                }

                var input = options.Converter.Deserialize(task.Input, activity.InputType);
                var output = await activity.RunAsync(new ActivityContext(task.Name, key.InstanceId, version), input).ConfigureAwait(false);
                var text = options.Converter.Serialize(output);
                return text is null || text.Length <= options.Limits.MaxPayload
                    ? new TaskCompleted(task.Id, text)
                    : throw new PayloadTooLargeException($"The output of activity '{task.Name}'", text.Length, options.Limits.MaxPayload);
            }
        }
        catch (Exception error)
        {
            return new TaskFailed(task.Id, failures.Describe(task.Name, key.InstanceId, error));
        }
    }

    private sealed class ActivityContext(TaskName name, string instanceId, string version) : TaskActivityContext
    {
        public override TaskName Name => name;

        public override string InstanceId => instanceId;

        public override string Version => version;
    }
}

/// <summary>One call of one generation.</summary>
internal readonly record struct ActivityKey(string InstanceId, string ExecutionId, int TaskId);
