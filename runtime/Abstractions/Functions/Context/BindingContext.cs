namespace Embedded.Functions.Worker;

/// <summary>What the trigger knows of the event beside its payload.</summary>
public abstract class BindingContext
{
    /// <summary>Route values, parts of a blob's name, a message's id: by name, without regard to case.</summary>
    public abstract IReadOnlyDictionary<string, object?> BindingData { get; }
}
