using System.Runtime.CompilerServices;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Storage;

/// <summary>Where models are brought: <c>models-in/{model}/{file}.onnx</c> with evaluation data beside them. Read here and never written.</summary>
public sealed class ModelsIn(StorageClients clients)
{
    private readonly BlobContainerClient _container = clients.Container(StorageNames.ModelsIn);

    /// <summary>Reads exactly the model that <paramref name="request"/> names (If-Match).</summary>
    public Task<DatasetOutcome> TakeAsync(RunRequest request, long limit, CancellationToken cancellation = default) =>
        PinnedBlobs.TakeAsync(_container, request.Path, request.ETag, request.Length, limit, cancellation);

    /// <summary>What lies there now for a path, a model's or its data's: one outcome a model; none where no model lies there.</summary>
    public async Task<DropOutcome?> FindAsync(string path, CancellationToken cancellation = default)
    {
        if (ModelDropRule.StemOf(path) is not { } stem)
        {
            return null;
        }

        var found = new List<DroppedBlob>();
        await foreach (var blob in ListAsync($"{stem}.", cancellation))
        {
            found.Add(blob);
        }

        var models = found.Where(blob => blob.Path.EndsWith(ModelDropRule.Ending, StringComparison.OrdinalIgnoreCase));
        return models.FirstOrDefault(blob => ModelDropRule.StemOf(blob.Path) == stem) is { } model
            ? ModelDropRule.Decide(model, found)
            : null;
    }

    /// <summary>One outcome for each model that lies there: what a sweep looks through.</summary>
    public async IAsyncEnumerable<DropOutcome> SweepAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var all = new List<DroppedBlob>();
        await foreach (var blob in ListAsync("", cancellation))
        {
            all.Add(blob);
        }

        foreach (var group in all.Where(blob => ModelDropRule.StemOf(blob.Path) is not null).GroupBy(blob => ModelDropRule.StemOf(blob.Path)))
        {
            if (group.FirstOrDefault(blob => blob.Path.EndsWith(ModelDropRule.Ending, StringComparison.OrdinalIgnoreCase)) is { } model)
            {
                yield return ModelDropRule.Decide(model, [.. group]);
            }
        }
    }

    private async IAsyncEnumerable<DroppedBlob> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var wanted = new GetBlobsOptions { Prefix = prefix, Traits = BlobTraits.Metadata | BlobTraits.CopyStatus };
        await foreach (var item in _container.GetBlobsAsync(wanted, cancellation))
        {
            if (!DatasetNames.IsReceipt(item.Name) && item.Properties is { ETag: { } etag, LastModified: { } modified } found)
            {
                var metadata = item.Metadata ?? new Dictionary<string, string>();
                yield return new(
                    item.Name, etag.ToString().Trim('"'), found.ContentLength ?? 0, modified,
                    BlobShapes.Of(found.BlobType, found.IsSealed, found.CopyStatus, metadata), BlobShapes.ClaimedUploader(metadata));
            }
        }
    }
}
