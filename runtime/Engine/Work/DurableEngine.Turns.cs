using Embedded.DurableTask;
using Embedded.DurableTask.Client;
using Embedded.Engine.History;
using Embedded.Engine.Store;
using Microsoft.Extensions.Logging;

namespace Embedded.Engine.Work;

/// <content>A turn from mailbox to publication.</content>
internal sealed partial class DurableEngine
{
    private const int MostFailures = 5;
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(5);

    private void RunTurn(LiveInstance instance)
    {
        Busy.Enter(instance.PausedInputs);
        instance.PausedInputs = 0;
        var inputs = instance.TakeMailbox();
        if (_disposed)
        {
            Abandon(inputs);
            return;
        }

        var turn = new InstanceTurn(this, instance);
        try
        {
            turn.Play(inputs);
        }
        catch (Exception error)
        {
            // Whatever it is (a store that cannot be read, a payload that cannot be written), it concerns this instance alone.
            Refuse(instance, turn, inputs, error);
            return;
        }

        instance.PutBack(inputs);
        if (turn.Write is { } write)
        {
            _committer.Enqueue(new PendingTurn(write, () => Publish(instance, turn), error => Refuse(instance, turn, [], error)));
        }
        else
        {
            Publish(instance, turn);
        }
    }

    /// <summary>The write is stored: now, and not before, its effects leave.</summary>
    private void Publish(LiveInstance instance, InstanceTurn turn)
    {
        instance.Failures = 0;
        turn.Settle();
        Nudge(turn);
        if (turn.WakeAgain)
        {
            Post(instance.InstanceId, new Wake());
        }

        foreach (var decision in turn.Opened)
        {
            Dispatch(instance.InstanceId, turn.ExecutionId, decision);
        }

        if (turn.WakeAt is { } wake)
        {
            _timers.Add(new TimerKey(instance.InstanceId, string.Empty, TimerKey.Wake), wake);
        }

        turn.Answer();
        if (turn.News is { } record)
        {
            Waiters.Publish(record);
        }

        var keep = instance.IsLoaded && instance.Replayer is not null;
        if (instance.Release(retire: !keep))
        {
            _turns.Enqueue(instance);
        }
        else if (keep)
        {
            _idle.Add(instance);
        }
        else
        {
            _live.TryRemove(KeyValuePair.Create(instance.InstanceId, instance));
        }

        Busy.Leave(turn.Taken.Count);
    }

    private void Nudge(InstanceTurn turn)
    {
        foreach (var target in (turn.Write?.Outgoing ?? []).Select(message => message.Target).Distinct(StringComparer.Ordinal))
        {
            Post(target, new Wake());
        }
    }

    private void Dispatch(string instanceId, string executionId, Decision decision)
    {
        switch (decision)
        {
            case TaskScheduled task when IsWorking:
                Busy.Enter();
                if (!_activities.Enqueue(new ActivityKey(instanceId, executionId, task.Id), task))
                {
                    Busy.Leave();
                }

                break;
            case TimerCreated timer:
                _timers.Add(new TimerKey(instanceId, executionId, timer.Id), timer.FireAt);
                break;
            default:
                break;
        }
    }

    /// <summary>
    /// The write is not stored, or no one knows: forget the instance, tell the clients, keep what only memory has
    /// (results of activities, fired timers), and try again from the store.
    /// </summary>
    private void Refuse(LiveInstance instance, InstanceTurn turn, IEnumerable<Inbound> untaken, Exception error)
    {
        instance.Evict();
        List<Inbound> inputs = [.. turn.Taken, .. untaken];
        foreach (var input in inputs)
        {
            input.Reply?.TrySetException(error);
        }

        if (_disposed)
        {
            Busy.Leave(inputs.Count);
            return;
        }

        // A commit that failed may yet have been stored: whoever it wrote to looks for himself.
        Nudge(turn);
        List<Inbound> kept = [.. inputs.Where(input => input.Reply is null)];
        instance.Failures++;
        LogRefused(_logger, instance.InstanceId, instance.Failures, error);
        if (error is not StateUnavailableException && instance.Failures > MostFailures)
        {
            Quarantine(instance, kept, error);
            Busy.Leave(inputs.Count);
            return;
        }

        var wait = Math.Min(LongestRetry.TotalMilliseconds, FirstRetry.TotalMilliseconds * Math.Pow(2, instance.Failures - 1));
        _timers.Add(new TimerKey(instance.InstanceId, "retry", TimerKey.Wake), Time.GetUtcNow().UtcDateTime.AddMilliseconds(wait));
        if (instance.Pause(kept))
        {
            _turns.Enqueue(instance);
        }

        Busy.Leave(inputs.Count);
    }

    /// <summary>
    /// An instance that cannot be played is marked failed, with the reason; its history stays as it is, for whoever mends it and rewinds.
    /// If not even that can be stored, it stays paused.
    /// </summary>
    private void Quarantine(LiveInstance instance, List<Inbound> kept, Exception error)
    {
        LogQuarantined(_logger, instance.InstanceId, error);
        InstanceRecord? row;
        try
        {
            row = Store.Find(instance.InstanceId);
        }
        catch (Exception again) when (again is StateUnavailableException or StateUnreadableException)
        {
            row = null;
        }

        if (row is null or { HasEnded: true })
        {
            instance.Pause(kept);
            return;
        }

        var now = Time.GetUtcNow().UtcDateTime;
        var failed = row with
        {
            Status = OrchestrationRuntimeStatus.Failed,
            CompletedAt = now,
            UpdatedAt = now,
            Failure = TaskFailureDetails.FromException(error),
        };
        Busy.Enter();
        void Done(InstanceRecord? news)
        {
            if (news is not null)
            {
                Waiters.Publish(news);
            }

            if (instance.Pause([]))
            {
                _turns.Enqueue(instance);
            }

            Busy.Leave();
        }

        _committer.Enqueue(new PendingTurn(new InstanceWrite(row.InstanceId) { Key = row.Key, Record = failed }, () => Done(failed), _ => Done(null)));
    }

    private void Abandon(LinkedList<Inbound> inputs)
    {
        foreach (var input in inputs)
        {
            input.Reply?.TrySetException(new StateUnavailableException("The engine has stopped."));
        }

        Busy.Leave(inputs.Count);
    }

    private void Retire(LiveInstance instance)
    {
        if (instance.TryRetire())
        {
            instance.Evict();
            _live.TryRemove(KeyValuePair.Create(instance.InstanceId, instance));
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A turn of instance {InstanceId} was not stored ({Failures} in a row)")]
    private static partial void LogRefused(ILogger logger, string instanceId, int failures, Exception error);

    [LoggerMessage(Level = LogLevel.Error, Message = "Instance {InstanceId} is quarantined: it waits, and others go on")]
    private static partial void LogQuarantined(ILogger logger, string instanceId, Exception error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Instance {InstanceId} has {Events} history entries; consider ContinueAsNew")]
    internal static partial void LogLong(ILogger logger, string instanceId, int events);

    [LoggerMessage(Level = LogLevel.Information, Message = "Dropped {Kind} for instance {InstanceId}: it no longer waits for it")]
    internal static partial void LogDropped(ILogger logger, string kind, string instanceId);

    internal void LogDropped(string kind, string instanceId) => LogDropped(_logger, kind, instanceId);

    internal void LogLong(string instanceId, int events) => LogLong(_logger, instanceId, events);
}
