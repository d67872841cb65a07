namespace ServerlessMlops.App.Orchestrations;

/// <summary>Waiting that needs no event to be right: the event shortens the wait, the timer bounds it, the store decides.</summary>
public static class Wake
{
    public static readonly TaskOptions Retried = new(new RetryPolicy(
        maxNumberOfAttempts: 10, firstRetryInterval: TimeSpan.FromSeconds(2), backoffCoefficient: 2, maxRetryInterval: TimeSpan.FromMinutes(5)));

    /// <summary>Returns at the event or at <paramref name="due"/> (UTC), whichever comes first; the loser is cancelled.</summary>
    public static async Task On(TaskOrchestrationContext context, string eventName, DateTime due)
    {
        using var cancel = new CancellationTokenSource();
        var raised = context.WaitForExternalEvent<object?>(eventName, cancel.Token);
        var timer = context.CreateTimer(due, cancel.Token);
        await Task.WhenAny(raised, timer);
        cancel.Cancel();
    }
}
