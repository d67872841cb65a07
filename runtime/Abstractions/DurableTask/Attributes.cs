namespace Embedded.DurableTask;

/// <summary>Names a class-based orchestrator or activity, and states its version.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = false)]
public sealed class DurableTaskAttribute(string? name = null) : Attribute
{
    /// <summary>The name; the default value means the name of the class.</summary>
    public TaskName Name { get; } = name is null ? default : new TaskName(name);

    /// <summary>The version the class implements; null is unversioned.</summary>
    public string? Version { get; set; }
}

/// <summary>Names a type that travels as the payload of an external event.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, AllowMultiple = false, Inherited = false)]
public sealed class DurableEventAttribute(string? name = null) : Attribute
{
    /// <summary>The name of the event; the default value means the name of the type.</summary>
    public TaskName Name { get; } = name is null ? default : new TaskName(name);
}
