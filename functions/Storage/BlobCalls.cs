using Azure;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace ServerlessMlops.Storage;

/// <summary>Blob calls whose refusals are answers.</summary>
internal static class BlobCalls
{
    /// <summary>Commits the whole content or nothing, and never over something that is there.</summary>
    /// <returns>False where the blob was there already.</returns>
    public static async Task<bool> TryCreateAsync(this BlockBlobClient blob, Stream content, string mediaType, CancellationToken cancellation)
    {
        var options = new BlobUploadOptions
        {
            HttpHeaders = new BlobHttpHeaders { ContentType = mediaType },
            Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All },
        };
        try
        {
            await blob.UploadAsync(content, options, cancellation);
            return true;
        }
        catch (RequestFailedException e) when (e.Status == 412 || e.ErrorCode == BlobErrorCode.BlobAlreadyExists)
        {
            return false;
        }
        catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.InvalidBlockList)
        {
            // Of two uploads in blocks, the first commit drops the other's blocks. Where there was no commit, it is a fault.
            if (await blob.ExistsAsync(cancellation))
            {
                return false;
            }

            throw;
        }
    }

    /// <returns>Null where there is no such blob.</returns>
    public static async Task<BlobDownloadStreamingResult?> TryOpenAsync(
        this BlobBaseClient blob, BlobRequestConditions? conditions, CancellationToken cancellation)
    {
        try
        {
            return await blob.DownloadStreamingAsync(new BlobDownloadOptions { Conditions = conditions }, cancellation);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }
}
