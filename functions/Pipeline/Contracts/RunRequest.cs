namespace ServerlessMlops.Pipeline.Contracts;

/// <summary>One committed upload at <c>datasets/{model}/{file}</c>: the input of a run.</summary>
/// <param name="RunId">Hash of model, path and ETag; see <see cref="RunIds"/>.</param>
/// <param name="Model">The first path segment.</param>
/// <param name="File">The last path segment, with its ending.</param>
/// <param name="ETag">The blob's ETag without quotes.</param>
/// <param name="Length">Bytes, as storage reports them.</param>
/// <param name="DroppedAt">The blob's last-modified time, UTC.</param>
/// <param name="ClaimedUploader">What the blob's metadata says of its uploader: shown as claimed, never used.</param>
public sealed record RunRequest(
    string RunId, string Model, string File, string ETag, long Length, DateTimeOffset DroppedAt, string? ClaimedUploader = null)
{
    /// <summary>Path inside the <c>datasets</c> container.</summary>
    public string Path => $"{Model}/{File}";
}
