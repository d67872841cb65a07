namespace Embedded.Functions.Worker;

/// <summary>One invocation of a function, as middleware and the function see it.</summary>
public abstract class FunctionContext
{
    /// <summary>Unique for each invocation.</summary>
    public abstract string InvocationId { get; }

    /// <summary>The same for each invocation of a function.</summary>
    public abstract string FunctionId { get; }

    /// <summary>W3C trace identity.</summary>
    public abstract TraceContext TraceContext { get; }

    /// <summary>What the trigger knows of the event.</summary>
    public abstract BindingContext BindingContext { get; }

    /// <summary>Which try this is; null for a function without a retry attribute.</summary>
    public abstract RetryContext RetryContext { get; }

    /// <summary>Services scoped to this invocation.</summary>
    public abstract IServiceProvider InstanceServices { get; set; }

    /// <summary>The function.</summary>
    public abstract FunctionDefinition FunctionDefinition { get; }

    /// <summary>Values that middleware and the function share.</summary>
    public abstract IDictionary<object, object> Items { get; set; }

    /// <summary>Features of the invocation, by type.</summary>
    public abstract IInvocationFeatures Features { get; }

    /// <summary>Cancelled when the caller has gone, the time is up, or the host stops.</summary>
    public virtual CancellationToken CancellationToken { get; }
}
