namespace Embedded.Functions.Worker;

/// <summary>Which try of an invocation this is.</summary>
public abstract class RetryContext
{
    /// <summary>0 for the first try.</summary>
    public abstract int RetryCount { get; }

    /// <summary>The most that follow the first; -1 has no end.</summary>
    public abstract int MaxRetryCount { get; }
}
