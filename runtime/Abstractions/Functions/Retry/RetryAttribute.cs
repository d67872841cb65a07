namespace Embedded.Functions.Worker;

/// <summary>How often a failed invocation is run again before its trigger sees the failure.</summary>
public abstract class RetryAttribute : Attribute
{
    private protected RetryAttribute()
    {
    }

    /// <summary>Further tries after the first; -1 has no end.</summary>
    public int MaxRetryCount { get; set; }
}
