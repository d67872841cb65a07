using Azure.Storage.Blobs.Models;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Storage;

/// <summary>Storage's own words for a blob, as the rules know it.</summary>
internal static class BlobShapes
{
    /// <summary>How accounts with directories mark them; to older clients they look like empty blobs.</summary>
    private const string DirectoryMark = "hdi_isfolder";

    public static BlobShape Of(BlobType? type, bool? isSealed, CopyStatus? copy, IDictionary<string, string> metadata) => copy switch
    {
        CopyStatus.Pending => BlobShape.Copying,
        CopyStatus.Failed or CopyStatus.Aborted => BlobShape.CopyFailed,
        _ when Value(metadata, DirectoryMark) is { } mark && bool.TryParse(mark, out var isDirectory) && isDirectory => BlobShape.Directory,
        _ => type switch
        {
            BlobType.Append => isSealed == true ? BlobShape.SealedAppend : BlobShape.Append,
            BlobType.Page => BlobShape.Page,
            _ => BlobShape.Block,
        },
    };

    public static string? ClaimedUploader(IDictionary<string, string> metadata) => Value(metadata, "uploader");

    private static string? Value(IDictionary<string, string> metadata, string key) =>
        metadata.FirstOrDefault(pair => pair.Key.Equals(key, StringComparison.OrdinalIgnoreCase)).Value;
}
