using System.Collections.Concurrent;
using Embedded.DurableTask.Client;
using Embedded.Engine.Store;

namespace Embedded.Engine.Work;

/// <summary>Who waits for an instance to start or to end.</summary>
internal sealed class InstanceWaiters
{
    private readonly ConcurrentDictionary<string, List<(bool ForEnd, TaskCompletionSource<InstanceRecord> Source)>> _waiters = new(StringComparer.Ordinal);

    /// <summary>Waits for the instance, also for one that does not exist yet.</summary>
    /// <param name="find">Reads the stored row, after the waiter is in place, so that no end is missed.</param>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public async Task<InstanceRecord> WaitAsync(string instanceId, bool forEnd, Func<InstanceRecord?> find, CancellationToken cancellation)
    {
        var source = new TaskCompletionSource<InstanceRecord>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiters.AddOrUpdate(instanceId, _ => [(forEnd, source)], (_, waiters) => [.. waiters, (forEnd, source)]);
        try
        {
            return find() is { } stored && IsAnswer(stored, forEnd) ? stored : await source.Task.WaitAsync(cancellation).ConfigureAwait(false);
        }
        catch (TaskCanceledException)
        {
            throw new OperationCanceledException($"The wait for instance '{instanceId}' was cancelled.", cancellation);
        }
        finally
        {
            Remove(instanceId, waiter => waiter.Source == source);
        }
    }

    public void Publish(InstanceRecord record)
    {
        if (_waiters.TryGetValue(record.InstanceId, out var waiters))
        {
            foreach (var (forEnd, source) in waiters)
            {
                if (IsAnswer(record, forEnd))
                {
                    source.TrySetResult(record);
                }
            }
        }
    }

    private static bool IsAnswer(InstanceRecord record, bool forEnd) =>
        forEnd ? record.HasEnded : record.Status != OrchestrationRuntimeStatus.Pending;

    private void Remove(string instanceId, Predicate<(bool ForEnd, TaskCompletionSource<InstanceRecord> Source)> which)
    {
        while (_waiters.TryGetValue(instanceId, out var waiters))
        {
            List<(bool ForEnd, TaskCompletionSource<InstanceRecord> Source)> left = [.. waiters.Where(waiter => !which(waiter))];
            if (left.Count == 0
                ? _waiters.TryRemove(KeyValuePair.Create(instanceId, waiters))
                : _waiters.TryUpdate(instanceId, left, waiters))
            {
                return;
            }
        }
    }
}
