namespace Embedded.Functions.Worker;

/// <summary>What an invocation returned, typed.</summary>
public abstract class InvocationResult<T>
{
    /// <summary>The value; middleware may replace it.</summary>
    public abstract T? Value { get; set; }
}
