namespace Embedded.Functions.Worker;

/// <summary>Hands the function a client of the durable engine.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class DurableClientAttribute : Attribute
{
    /// <summary>Task hub; null is the one of host.json, and the embedded host has no other.</summary>
    public string? TaskHub { get; set; }

    /// <summary>Setting that holds the connection; the embedded host has one store and takes none.</summary>
    public string? ConnectionName { get; set; }
}
