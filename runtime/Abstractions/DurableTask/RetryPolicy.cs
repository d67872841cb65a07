namespace Embedded.DurableTask;

/// <summary>A declared retry: how often, how long between, and for which failures.</summary>
public class RetryPolicy
{
    private Func<TaskFailureDetails, bool>? _handleFailure;

    /// <param name="maxNumberOfAttempts">Attempts in all, the first included; at least 1.</param>
    /// <param name="firstRetryInterval">The wait before the second attempt; above zero.</param>
    /// <param name="backoffCoefficient">What each wait is multiplied by for the next; at least 1.</param>
    /// <param name="maxRetryInterval">The longest wait; at least <paramref name="firstRetryInterval"/>. Default one hour.</param>
    /// <param name="retryTimeout">No attempt starts later than this after the first; default without end.</param>
    public RetryPolicy(
        int maxNumberOfAttempts,
        TimeSpan firstRetryInterval,
        double backoffCoefficient = 1.0,
        TimeSpan? maxRetryInterval = null,
        TimeSpan? retryTimeout = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxNumberOfAttempts, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(firstRetryInterval, TimeSpan.Zero);
        if (double.IsNaN(backoffCoefficient) || double.IsInfinity(backoffCoefficient) || backoffCoefficient < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(backoffCoefficient), backoffCoefficient, "At least 1 and finite was expected.");
        }

        if (maxRetryInterval is { } longest && longest != Timeout.InfiniteTimeSpan)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(longest, firstRetryInterval, nameof(maxRetryInterval));
        }

        if (retryTimeout is { } timeout && timeout != Timeout.InfiniteTimeSpan)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(timeout, firstRetryInterval, nameof(retryTimeout));
        }

        MaxNumberOfAttempts = maxNumberOfAttempts;
        FirstRetryInterval = firstRetryInterval;
        BackoffCoefficient = backoffCoefficient;
        MaxRetryInterval = maxRetryInterval ?? TimeSpan.FromHours(1);
        RetryTimeout = retryTimeout ?? Timeout.InfiniteTimeSpan;
    }

    public int MaxNumberOfAttempts { get; }

    public TimeSpan FirstRetryInterval { get; }

    public double BackoffCoefficient { get; }

    public TimeSpan MaxRetryInterval { get; }

    public TimeSpan RetryTimeout { get; }

    /// <summary>Whether a failure is tried again; every one unless <see cref="HandleFailure"/> says otherwise.</summary>
    public Func<Exception, bool> Handle { get; private init; } = _ => true;

    /// <summary>Asked after <see cref="Handle"/>; must be deterministic, for it runs in the orchestrator. Null asks nothing.</summary>
    public Func<Exception, Task<bool>>? HandleAsync { get; set; }

    /// <summary>Whether a failure, told by its details, is tried again.</summary>
    public Func<TaskFailureDetails, bool> HandleFailure
    {
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            _handleFailure = value;
            Handle = exception => exception is TaskFailedException failed ? value(failed.FailureDetails) : value(TaskFailureDetails.FromException(exception));
        }
    }

    internal async Task<bool> AllowsAsync(TaskFailedException failure) =>
        (_handleFailure?.Invoke(failure.FailureDetails) ?? Handle(failure)) && (HandleAsync is null || await HandleAsync(failure));

    /// <summary>The wait before attempt <paramref name="attempt"/> + 1, where the first attempt is 1.</summary>
    internal TimeSpan DelayAfter(int attempt)
    {
        var milliseconds = FirstRetryInterval.TotalMilliseconds * Math.Pow(BackoffCoefficient, attempt - 1);
        return MaxRetryInterval != Timeout.InfiniteTimeSpan && !(milliseconds < MaxRetryInterval.TotalMilliseconds)
            ? MaxRetryInterval
            : TimeSpan.FromMilliseconds(Math.Min(milliseconds, TimeSpan.MaxValue.TotalMilliseconds / 2));
    }
}
