namespace Embedded.Functions.Worker;

/// <summary>Runs a failed timer function again after a fixed delay.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FixedDelayRetryAttribute : RetryAttribute
{
    /// <param name="maxRetryCount">Further tries after the first; -1 has no end.</param>
    /// <param name="delayInterval">Delay before each, as <c>hh:mm:ss</c>.</param>
    public FixedDelayRetryAttribute(int maxRetryCount, string delayInterval)
    {
        MaxRetryCount = maxRetryCount;
        DelayInterval = delayInterval;
    }

    /// <summary>Delay before each try, as <c>hh:mm:ss</c>.</summary>
    public string DelayInterval { get; }
}
