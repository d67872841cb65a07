namespace ServerlessMlops.Pipeline.Data;

/// <summary>What kind of blob lies there, as far as it matters for whether its content can still change under the same name.</summary>
public enum BlobShape
{
    /// <summary>Committed as a whole.</summary>
    Block,

    /// <summary>May still grow.</summary>
    Append,

    /// <summary>Closed by its writer.</summary>
    SealedAppend,

    /// <summary>A disk's.</summary>
    Page,

    /// <summary>A copy that storage is still making.</summary>
    Copying,

    /// <summary>A copy that failed or was aborted: its content is not the source's.</summary>
    CopyFailed,

    /// <summary>A directory of an account that has them.</summary>
    Directory,
}

/// <summary>What storage says of a blob in the drop zone, without reading it.</summary>
/// <param name="Path">Inside the container.</param>
/// <param name="ETag">Without quotes.</param>
/// <param name="Length">Bytes.</param>
/// <param name="DroppedAt">Last modified, UTC, to the second.</param>
/// <param name="ClaimedUploader">From its metadata: shown as claimed, never used.</param>
public sealed record DroppedBlob(
    string Path, string ETag, long Length, DateTimeOffset DroppedAt, BlobShape Shape = BlobShape.Block, string? ClaimedUploader = null);
