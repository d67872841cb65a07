namespace Embedded.Functions.Worker;

/// <summary>Reads and replaces what an invocation returned.</summary>
public static class FunctionContextBindingFeatureExtensions
{
    /// <summary>The result, typed.</summary>
    /// <exception cref="InvalidCastException">On reading a value that is not a <typeparamref name="T"/>.</exception>
    public static InvocationResult<T> GetInvocationResult<T>(this FunctionContext context) =>
        new TypedInvocationResult<T>(context.GetInvocationResult());

    /// <summary>The result; its value is null until the function has returned.</summary>
    public static InvocationResult GetInvocationResult(this FunctionContext context) =>
        context.Features.Get<InvocationResult>()
        ?? throw new InvalidOperationException($"Invocation {context.InvocationId} carries no result feature.");

    private sealed class TypedInvocationResult<T>(InvocationResult inner) : InvocationResult<T>
    {
        public override T? Value
        {
            get => (T?)inner.Value;
            set => inner.Value = value;
        }
    }
}
