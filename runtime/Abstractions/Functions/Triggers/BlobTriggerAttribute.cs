namespace Embedded.Functions.Worker;

/// <summary>Runs the function for each new or changed blob that matches a pattern, at least once for each ETag.</summary>
/// <param name="blobPath">Container and pattern, such as <c>datasets/{model}/{name}.csv</c>; <c>%Setting%</c> names are resolved.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class BlobTriggerAttribute(string blobPath) : Attribute
{
    /// <summary>Container and pattern; each <c>{name}</c> is one path segment or a part of one.</summary>
    public string BlobPath { get; } = blobPath;

    /// <summary>Setting that holds the connection; null is <c>AzureWebJobsStorage</c>.</summary>
    public string? Connection { get; set; }

    /// <summary>Where events come from; the embedded host scans.</summary>
    public BlobTriggerSource Source { get; set; }
}
