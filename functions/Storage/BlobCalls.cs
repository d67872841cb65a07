using Azure;
using Azure.Storage;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace ServerlessMlops.Storage;

/// <summary>Blob calls whose refusals are answers.</summary>
internal static class BlobCalls
{
    // Above 8 MiB in blocks of 8 MiB: a broken connection repeats a block, not the file, and the commit is one small call.
    private static readonly StorageTransferOptions InBlocks = new() { InitialTransferSize = 8 << 20, MaximumTransferSize = 8 << 20, MaximumConcurrency = 2 };

    /// <summary>Commits the whole content or nothing, and never over something that is there.</summary>
    /// <returns>False where the blob was there already.</returns>
    public static async Task<bool> TryCreateAsync(this BlockBlobClient blob, Stream content, string mediaType, CancellationToken cancellation)
    {
        var options = new BlobUploadOptions
        {
            HttpHeaders = new BlobHttpHeaders { ContentType = mediaType },
            Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All },
            TransferOptions = InBlocks,
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
    public static async Task<BlobProperties?> FindPropertiesAsync(this BlobBaseClient blob, CancellationToken cancellation)
    {
        try
        {
            return await blob.GetPropertiesAsync(cancellationToken: cancellation);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
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
