namespace Embedded.Functions.Worker;

/// <summary>Runs a failed timer function again after a delay that doubles.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ExponentialBackoffRetryAttribute : RetryAttribute
{
    /// <param name="maxRetryCount">Further tries after the first; -1 has no end.</param>
    /// <param name="minimumInterval">Delay before the first of them, as <c>hh:mm:ss</c>.</param>
    /// <param name="maximumInterval">The longest delay, as <c>hh:mm:ss</c>.</param>
    public ExponentialBackoffRetryAttribute(int maxRetryCount, string minimumInterval, string maximumInterval)
    {
        MaxRetryCount = maxRetryCount;
        MinimumInterval = minimumInterval;
        MaximumInterval = maximumInterval;
    }

    /// <summary>Delay before the first further try.</summary>
    public string MinimumInterval { get; }

    /// <summary>The longest delay.</summary>
    public string MaximumInterval { get; }
}
