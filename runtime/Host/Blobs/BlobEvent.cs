using Azure.Storage.Blobs;

namespace Embedded.Host.Blobs;

/// <summary>One state of one blob that a function has yet to handle.</summary>
internal sealed record BlobEvent
{
    public required BlobClient Blob { get; init; }

    /// <summary>Container and name.</summary>
    public required string Path { get; init; }

    /// <summary>The state, without quotes.</summary>
    public required string ETag { get; init; }

    /// <summary>Values of the pattern's names.</summary>
    public required IReadOnlyDictionary<string, object?> Values { get; init; }
}
