using System.Text;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Storage;

/// <summary>Whether a receipt lies where it was put.</summary>
internal enum ReceiptPut
{
    Written,

    /// <summary>Another writer was first: look again.</summary>
    Overtaken,

    /// <summary>Somebody holds a lease on it, or put a blob of another kind there. It is theirs; the run goes on without it.</summary>
    Held,
}

/// <param name="Ending">What follows <c>.receipt</c>.</param>
internal sealed record ReceiptFile(string Ending, byte[] Content, string MediaType);

/// <summary>The two files of a receipt, and how browsers are told to take them.</summary>
internal static class ReceiptBlobs
{
    public const string Receipt = ".receipt";

    /// <summary>The state that a receipt was written for: it is out of date where there is another.</summary>
    private const string Speaks = "of";

    private const string Html = "text/html; charset=utf-8";

    public static ReceiptFile[] Files<T>(T receipt, string html) =>
    [
        new(".json", MlopsJson.WriteBytes(receipt), ArtifactStore.Json),
        new(".html", Encoding.UTF8.GetBytes(html), Html),
    ];

    public static async Task<ReceiptPut> PutAsync(
        BlobClient blob, ReceiptFile file, IDictionary<string, string> metadata, BlobRequestConditions? conditions, CancellationToken cancellation)
    {
        // Shown, not saved: the page holds no script and says so itself. Without a name in it nothing of a file's name reaches a header.
        var options = new BlobUploadOptions
        {
            HttpHeaders = new BlobHttpHeaders { ContentType = file.MediaType, ContentDisposition = "inline", CacheControl = "no-cache" },
            Metadata = metadata,
            Conditions = conditions,
        };
        try
        {
            await blob.UploadAsync(BinaryData.FromBytes(file.Content), options, cancellation);
            return ReceiptPut.Written;
        }
        catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.LeaseIdMissing || e.ErrorCode == BlobErrorCode.InvalidBlobType)
        {
            return ReceiptPut.Held;
        }
        catch (RequestFailedException e) when (
            conditions is not null && (e.Status == 412 || e.ErrorCode == BlobErrorCode.BlobAlreadyExists))
        {
            return ReceiptPut.Overtaken;
        }
    }

    /// <summary>Puts a receipt beside a file. Of two writers the later stays: whoever writes looks again afterwards.</summary>
    /// <param name="state">What the receipt speaks of.</param>
    /// <returns>False where somebody holds the receipt's place.</returns>
    public static async Task<bool> PutBesideAsync<T>(
        BlobContainerClient container, string path, string state, T receipt, string html, CancellationToken cancellation)
    {
        var metadata = new Dictionary<string, string> { [Speaks] = state };
        foreach (var file in Files(receipt, html))
        {
            if (await PutAsync(container.GetBlobClient($"{path}{Receipt}{file.Ending}"), file, metadata, null, cancellation) == ReceiptPut.Held)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>What the receipt that is <paramref name="blob"/> was written for; null where it is none.</summary>
    public static string? SpeaksOf(BlobItem blob) => blob.Metadata?.TryGetValue(Speaks, out var state) == true ? state : null;

    /// <summary>Only over what was seen there.</summary>
    public static BlobRequestConditions Over(BlobProperties? seen) =>
        seen is null ? new() { IfNoneMatch = ETag.All } : new() { IfMatch = seen.ETag };
}
