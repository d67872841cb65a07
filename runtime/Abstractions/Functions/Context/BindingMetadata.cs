namespace Embedded.Functions.Worker;

/// <summary>One binding of a function.</summary>
public abstract class BindingMetadata
{
    /// <summary>The parameter's name.</summary>
    public abstract string Name { get; }

    /// <summary>The binding's type, such as <c>httpTrigger</c> or <c>durableClient</c>.</summary>
    public abstract string Type { get; }

    /// <summary>The direction.</summary>
    public abstract BindingDirection Direction { get; }
}
