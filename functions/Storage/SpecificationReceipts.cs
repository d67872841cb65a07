using System.Runtime.CompilerServices;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Storage;

/// <summary>The receipts beside pipeline.yaml and contract.yaml, and which uploads they speak of.</summary>
public sealed class SpecificationReceipts(StorageClients clients)
{
    private readonly BlobContainerClient _container = clients.Container(StorageNames.Pipelines);

    /// <summary>The folder that <paramref name="path"/> lies in, as it is now.</summary>
    public async Task<SpecificationFolder> LookAsync(string path, CancellationToken cancellation = default)
    {
        var model = ModelOf(path);
        var blobs = await ListAsync(model.Length == 0 ? path : $"{model}/", cancellation).ToListAsync(cancellation);
        return SpecificationFolder.Of(model, [.. blobs.Where(blob => ModelOf(blob.Path) == model)]);
    }

    /// <summary>Every folder that something is left to be said of.</summary>
    public async IAsyncEnumerable<SpecificationFolder> LookAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        // Storage lists by name, so that a folder's blobs come together.
        List<(string Path, string ETag, string? Speaks)> folder = [];
        await foreach (var blob in ListAsync(null, cancellation))
        {
            if (folder.Count > 0 && ModelOf(folder[0].Path) != ModelOf(blob.Path))
            {
                yield return SpecificationFolder.Of(ModelOf(folder[0].Path), folder);
                folder = [];
            }

            folder.Add(blob);
        }

        if (folder.Count > 0)
        {
            yield return SpecificationFolder.Of(ModelOf(folder[0].Path), folder);
        }
    }

    /// <param name="path">The file's, in the container.</param>
    /// <param name="state">The folder's when the file was read.</param>
    /// <inheritdoc cref="ReceiptBlobs.PutBesideAsync"/>
    public Task<bool> WriteAsync(string path, string state, SpecificationReceipt receipt, string html, CancellationToken cancellation = default) =>
        ReceiptBlobs.PutBesideAsync(_container, path, state, receipt, html, cancellation);

    private async IAsyncEnumerable<(string Path, string ETag, string? Speaks)> ListAsync(
        string? prefix, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var wanted = new GetBlobsOptions { Traits = BlobTraits.Metadata, Prefix = prefix };
        await foreach (var item in _container.GetBlobsAsync(wanted, cancellation))
        {
            yield return (item.Name, item.Properties.ETag.ToString()!.Trim('"'), ReceiptBlobs.SpeaksOf(item));
        }
    }

    private static string ModelOf(string path) => path.IndexOf('/') is > 0 and var cut ? path[..cut] : "";
}
