using Embedded.Functions.Worker;
using Embedded.Host.Functions;
using Embedded.Host.Invocation;
using Embedded.Host.Listening;
using Embedded.Host.State;

namespace Embedded.Host.Timers;

/// <summary>
/// Runs one timer function. However many occurrences were missed while the host was down, it runs once for them; an occurrence is
/// noted after its run, so that one cut short runs again.
/// </summary>
internal sealed class TimerListener(
    FunctionDescriptor function,
    TimerTriggerAttribute trigger,
    CronSchedule schedule,
    TriggerStore store,
    FunctionInvoker invoker,
    TimeProvider time) : IListener
{
    // The wall clock is looked at again this often: it may be set while we wait, and a timer must not run before its time.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(1);

    private TimerStatus status = null!;

    public async Task RunAsync(CancellationToken stopping, CancellationToken cancelled)
    {
        var kept = trigger.UseMonitor ? store.ReadTimer(function.Name) : null;
        if (kept?.Schedule == schedule.Text)
        {
            status = kept;
        }
        else
        {
            Note(last: null);
        }
        if (status.Next < Now)
        {
            await FireAsync(isPastDue: true, stopping, cancelled);
        }
        else if (trigger.RunOnStartup)
        {
            await FireAsync(isPastDue: false, stopping, cancelled);
        }
        while (await DueAsync(stopping))
        {
            await FireAsync(isPastDue: false, stopping, cancelled);
        }
    }

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <returns>False when the host stops first.</returns>
    private async Task<bool> DueAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            var left = status.Next - Now;
            if (left <= TimeSpan.Zero)
            {
                return true;
            }
            var wait = left > LongestWait ? LongestWait : left < ShortestWait ? ShortestWait : left;
            await Task.Delay(wait, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        return false;
    }

    private async Task FireAsync(bool isPastDue, CancellationToken stopping, CancellationToken cancelled)
    {
        var started = Now;
        var info = new TimerInfo
        {
            IsPastDue = isPastDue,
            ScheduleStatus = trigger.UseMonitor
                ? new ScheduleStatus { Last = status.Last ?? default, Next = schedule.After(started), LastUpdated = status.Updated }
                : null,
        };
        if (await TimerTries.RunAsync(function, info, invoker, time, stopping, cancelled))
        {
            Note(started);
        }
    }

    private void Note(DateTime? last)
    {
        status = new TimerStatus { Schedule = schedule.Text, Last = last, Next = schedule.After(Now), Updated = Now };
        if (trigger.UseMonitor)
        {
            store.WriteTimer(function.Name, status);
        }
    }
}
