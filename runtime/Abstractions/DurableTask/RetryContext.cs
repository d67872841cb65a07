namespace Embedded.DurableTask;

/// <summary>Decides in the orchestrator whether to try again; must be deterministic.</summary>
public delegate bool RetryHandler(RetryContext retryContext);

/// <summary>Decides in the orchestrator whether to try again, and may wait on timers of its context.</summary>
public delegate Task<bool> AsyncRetryHandler(RetryContext retryContext);

/// <summary>What a retry handler knows.</summary>
/// <param name="OrchestrationContext">The calling orchestration.</param>
/// <param name="LastAttemptNumber">The attempt that failed; the first is 1.</param>
/// <param name="LastFailure">How it failed.</param>
/// <param name="TotalRetryTime">Time since the first attempt, by the orchestration's clock.</param>
/// <param name="CancellationToken">Cancelled when the call is given up.</param>
public record RetryContext(
    TaskOrchestrationContext OrchestrationContext,
    int LastAttemptNumber,
    TaskFailureDetails LastFailure,
    TimeSpan TotalRetryTime,
    CancellationToken CancellationToken);
