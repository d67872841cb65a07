using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace ServerlessMlops.Storage;

/// <summary>Reads one version of a blob, and no other.</summary>
internal static class PinnedBlobs
{
    /// <param name="etag">Without quotes.</param>
    /// <param name="length">Bytes, as storage reported them.</param>
    public static async Task<DatasetOutcome> TakeAsync(
        BlobContainerClient container, string path, string etag, long length, long limit, CancellationToken cancellation)
    {
        if (length > limit)
        {
            return new DatasetOutcome.TooLarge(length, limit);
        }

        try
        {
            var pinned = new BlobRequestConditions { IfMatch = new ETag($"\"{etag}\"") };
            using var download = await container.GetBlobClient(path).TryOpenAsync(pinned, cancellation);
            if (download is null)
            {
                return new DatasetOutcome.Deleted();
            }

            var spool = await Spool.ReadAsync(download.Content, download.Details.ContentLength, limit, cancellation);
            if (spool.Length <= limit)
            {
                return new DatasetOutcome.Taken(spool);
            }

            await spool.DisposeAsync();
            return new DatasetOutcome.TooLarge(download.Details.ContentLength, limit);
        }
        catch (RequestFailedException e) when (e.Status is 412 or 404)
        {
            // Also in the middle of the download: the SDK asks for the rest under the same ETag. The emulator answers 412 for a missing blob too.
            var there = await container.GetBlobClient(path).FindPropertiesAsync(cancellation);
            return there is null ? new DatasetOutcome.Deleted() : new DatasetOutcome.Replaced();
        }
    }
}
