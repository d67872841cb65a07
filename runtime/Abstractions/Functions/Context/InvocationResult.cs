namespace Embedded.Functions.Worker;

/// <summary>What an invocation returned.</summary>
public abstract class InvocationResult : InvocationResult<object>
{
}
