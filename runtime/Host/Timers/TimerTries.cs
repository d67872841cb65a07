using System.Globalization;
using Embedded.Functions.Worker;
using Embedded.Host.Functions;
using Embedded.Host.Invocation;

namespace Embedded.Host.Timers;

/// <summary>One occurrence of a timer, with the tries that its retry attribute grants.</summary>
internal static class TimerTries
{
    /// <returns>False when the host stopped before the function had its tries; the occurrence is then still due.</returns>
    public static async Task<bool> RunAsync(
        FunctionDescriptor function,
        TimerInfo info,
        FunctionInvoker invoker,
        TimeProvider time,
        CancellationToken stopping,
        CancellationToken cancelled)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                await invoker.InvokeAsync(function, new InvocationInput { Trigger = info, RetryCount = tries }, cancelled);
                return true;
            }
            catch (Exception) when (cancelled.IsCancellationRequested)
            {
                return false;
            }
            catch (Exception)
            {
                if (function.Retry is not { } retry || (retry.MaxRetryCount >= 0 && tries >= retry.MaxRetryCount))
                {
                    return true; // Logged by the invoker; the next occurrence is the next try.
                }
                await Task.Delay(Delay(retry, tries), time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (stopping.IsCancellationRequested)
                {
                    return false;
                }
            }
        }
    }

    private static TimeSpan Delay(RetryAttribute retry, int tries) => retry switch
    {
        FixedDelayRetryAttribute { DelayInterval: var delay } => Span(delay),
        ExponentialBackoffRetryAttribute { MinimumInterval: var least, MaximumInterval: var most } =>
            TimeSpan.FromSeconds(Math.Min(Span(most).TotalSeconds, Span(least).TotalSeconds * Math.Pow(2, tries))),
        _ => TimeSpan.Zero,
    };

    private static TimeSpan Span(string text) => TimeSpan.Parse(text, CultureInfo.InvariantCulture);
}
