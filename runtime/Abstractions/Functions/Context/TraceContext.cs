using System.Collections.ObjectModel;

namespace Embedded.Functions.Worker;

/// <summary>W3C trace identity of an invocation.</summary>
public abstract class TraceContext
{
    /// <summary>The <c>traceparent</c> value, or empty.</summary>
    public abstract string TraceParent { get; }

    /// <summary>The <c>tracestate</c> value, or empty.</summary>
    public abstract string TraceState { get; }

    /// <summary>Further attributes.</summary>
    public virtual IReadOnlyDictionary<string, string> Attributes => ReadOnlyDictionary<string, string>.Empty;

    /// <summary>W3C baggage.</summary>
    public virtual IReadOnlyDictionary<string, string> Baggage => ReadOnlyDictionary<string, string>.Empty;
}
