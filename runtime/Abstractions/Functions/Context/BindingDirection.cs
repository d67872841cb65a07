namespace Embedded.Functions.Worker;

/// <summary>Whether a binding brings data to a function or takes it away.</summary>
public enum BindingDirection
{
    /// <summary>To the function.</summary>
    In = 0,

    /// <summary>From the function.</summary>
    Out = 1,
}
