using System.Runtime.CompilerServices;
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

    /// <summary>Reads exactly the upload that <paramref name="request"/> names (If-Match); of a brought model the data beside it.</summary>
    public Task<DatasetOutcome> TakeAsync(RunRequest request, CancellationToken cancellation = default)
    {
        var container = request.Evaluation is null ? _container : clients.Container(StorageNames.ModelsIn);
        var data = request.OfData;
        return PinnedBlobs.TakeAsync(container, data.Path, data.ETag, data.Length, clients.Options.MaxDatasetBytes, cancellation);
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
