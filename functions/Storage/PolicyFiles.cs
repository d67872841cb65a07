using System.Runtime.CompilerServices;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Storage;

/// <summary>A file that lies in the container of policies.</summary>
/// <param name="ETag">Without quotes.</param>
/// <param name="IsJudged">Whether the receipt beside it speaks of this upload.</param>
public sealed record PolicyUpload(string Path, string ETag, bool IsJudged)
{
    /// <summary>Read as a policy; else a stranger, which is told so and never read.</summary>
    public bool IsPolicy => !Path.Contains('/') && Path.EndsWith(".yaml", StringComparison.Ordinal);
}

/// <summary>What lies at <c>policies/{name}.yaml</c>, and the receipts beside it.</summary>
public sealed class PolicyFiles(StorageClients clients)
{
    private readonly BlobContainerClient _container = clients.Container(StorageNames.Policies);

    /// <summary>Every policy with its path, by name; receipts and strangers are left out.</summary>
    public async Task<IReadOnlyList<(string Path, PipelineFile File)>> ReadAllAsync(CancellationToken cancellation = default)
    {
        var files = new List<(string, PipelineFile)>();
        await foreach (var upload in ListAsync(cancellation))
        {
            if (upload.IsPolicy)
            {
                files.Add((upload.Path, await ReadAsync(upload.Path, cancellation)));
            }
        }

        return files;
    }

    public Task<PipelineFile> ReadAsync(string path, CancellationToken cancellation = default) =>
        TextBlobs.ReadAsync(_container.GetBlockBlobClient(path), clients.Options.MaxPipelineBytes, cancellation);

    /// <summary>Every upload, by path.</summary>
    public async IAsyncEnumerable<PolicyUpload> ListAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var blobs = new SortedDictionary<string, BlobItem>(StringComparer.Ordinal);
        await foreach (var item in _container.GetBlobsAsync(new GetBlobsOptions { Traits = BlobTraits.Metadata }, cancellation))
        {
            blobs[item.Name] = item;
        }

        foreach (var (path, item) in blobs)
        {
            if (DropRule.PassesOver(path) is not null)
            {
                continue;
            }

            var etag = item.Properties.ETag.ToString()!.Trim('"');
            var said = blobs.TryGetValue($"{path}{ReceiptBlobs.Receipt}.html", out var receipt) && ReceiptBlobs.SpeaksOf(receipt) == etag;
            yield return new(path, etag, said);
        }
    }

    /// <inheritdoc cref="ReceiptBlobs.PutBesideAsync"/>
    public Task<bool> WriteAsync(PolicyUpload upload, SpecificationReceipt receipt, string html, CancellationToken cancellation = default) =>
        ReceiptBlobs.PutBesideAsync(_container, upload.Path, upload.ETag, receipt, html, cancellation);
}
