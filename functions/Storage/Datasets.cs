using System.Runtime.CompilerServices;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Storage;

/// <summary>What became of the upload that a run was started for.</summary>
public abstract record DatasetOutcome
{
    private DatasetOutcome()
    {
    }

    /// <param name="Content">Its bytes, here: whatever happens to the blob, the run stays on them. Dispose it.</param>
    public sealed record Taken(Spool Content) : DatasetOutcome;

    /// <summary>Gone before it was read.</summary>
    public sealed record Deleted : DatasetOutcome;

    /// <summary>Another upload lies under the name; it has a run of its own.</summary>
    public sealed record Replaced : DatasetOutcome;

    /// <param name="Limit">Bytes.</param>
    public sealed record TooLarge(long Length, long Limit) : DatasetOutcome;
}

/// <summary>The drop zone: <c>datasets/{model}/{file}</c>. Read here and never written.</summary>
public sealed class Datasets(StorageClients clients)
{
    private readonly BlobContainerClient _container = clients.Container(StorageNames.Datasets);

    /// <summary>Reads exactly the upload that <paramref name="request"/> names (If-Match).</summary>
    public async Task<DatasetOutcome> TakeAsync(RunRequest request, CancellationToken cancellation = default)
    {
        var limit = clients.Options.MaxDatasetBytes;
        if (request.Length > limit)
        {
            return new DatasetOutcome.TooLarge(request.Length, limit);
        }

        try
        {
            var pinned = new BlobRequestConditions { IfMatch = new ETag($"\"{request.ETag}\"") };
            using var download = await _container.GetBlobClient(request.Path).TryOpenAsync(pinned, cancellation);
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
            var there = await _container.GetBlobClient(request.Path).FindPropertiesAsync(cancellation);
            return there is null ? new DatasetOutcome.Deleted() : new DatasetOutcome.Replaced();
        }
    }

    /// <summary>
    /// What lies at <paramref name="path"/> now; null where nothing does. Staged blocks that nobody has committed are nothing.
    /// </summary>
    /// <param name="path">One that <see cref="DropRule.PassesOver"/> does not pass over.</param>
    public async Task<DroppedBlob?> FindAsync(string path, CancellationToken cancellation = default)
    {
        if (await _container.GetBlobClient(path).FindPropertiesAsync(cancellation) is not { } found)
        {
            return null;
        }

        var shape = BlobShapes.Of(found.BlobType, found.IsSealed, found.BlobCopyStatus, found.Metadata);
        var claimed = BlobShapes.ClaimedUploader(found.Metadata);
        return new(path, found.ETag.ToString().Trim('"'), found.ContentLength, found.LastModified, shape, claimed);
    }

    /// <summary>Everything in the drop zone, receipts included: what a sweep looks through, without a call for each.</summary>
    public async IAsyncEnumerable<DroppedBlob> ListAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var wanted = new GetBlobsOptions { Traits = BlobTraits.Metadata | BlobTraits.CopyStatus };
        await foreach (var item in _container.GetBlobsAsync(wanted, cancellation))
        {
            if (item.Properties is { ETag: { } etag, LastModified: { } modified } found)
            {
                var metadata = item.Metadata ?? new Dictionary<string, string>();
                var shape = BlobShapes.Of(found.BlobType, found.IsSealed, found.CopyStatus, metadata);
                var claimed = BlobShapes.ClaimedUploader(metadata);
                yield return new(item.Name, etag.ToString().Trim('"'), found.ContentLength ?? 0, modified, shape, claimed);
            }
        }
    }
}
