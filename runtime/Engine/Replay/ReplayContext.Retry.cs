using Embedded.DurableTask;

namespace Embedded.Engine.Replay;

/// <content>Retries, played by timers of the orchestration itself.</content>
internal sealed partial class ReplayContext
{
    private async Task<T> RetryAsync<T>(TaskRetryOptions? retry, Func<Task<string?>> call)
    {
        if (retry is null)
        {
            return settings.Converter.Deserialize<T>(await call())!;
        }

        var first = Now;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return settings.Converter.Deserialize<T>(await call())!;
            }
            catch (TaskFailedException failure)
            {
                if (IsFinal(failure) || !await AgainAsync(retry, failure, attempt, first))
                {
                    throw;
                }
            }
        }
    }

    /// <summary>What is not registered will not be there the next time either.</summary>
    private static bool IsFinal(TaskFailedException failure) =>
        failure.FailureDetails.ErrorType is FailureNames.NoActivity or FailureNames.NoOrchestrator or FailureNames.Version;

    private async Task<bool> AgainAsync(TaskRetryOptions retry, TaskFailedException failure, int attempt, DateTime first)
    {
        if (retry.Policy is not { } policy)
        {
            return await retry.Handler!(new RetryContext(this, attempt, failure.FailureDetails, Now - first, CancellationToken.None));
        }

        var inTime = policy.RetryTimeout == Timeout.InfiniteTimeSpan || Now - first < policy.RetryTimeout;
        if (attempt >= policy.MaxNumberOfAttempts || !inTime || !await policy.AllowsAsync(failure))
        {
            return false;
        }

        await CreateTimer(policy.DelayAfter(attempt), CancellationToken.None);
        return true;
    }
}

/// <summary>Error types of failures that are not exceptions of someone's code.</summary>
internal static class FailureNames
{
    public const string NoActivity = "ActivityTaskNotFound";
    public const string NoOrchestrator = "OrchestratorTaskNotFound";
    public const string Version = "VersionMismatch";
}
