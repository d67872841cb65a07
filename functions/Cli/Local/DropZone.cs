using System.Security.Cryptography;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Cli.Local;

/// <summary>Drops files into blob storage with plain uploads, as any storage tool would.</summary>
public sealed class DropZone(string storageConnectionString)
{
    private readonly BlobServiceClient service = new(storageConnectionString);

    /// <returns>The id of the run that the upload starts: it follows from model, path and ETag.</returns>
    public async Task<string> DropDatasetAsync(string model, string file, FileInfo content, IProgress<string>? progress, CancellationToken cancellation)
    {
        var path = $"{model}/{file}";
        var done = new Uploaded(content, progress);
        var etag = await UploadAsync("datasets", path, content, DatasetNames.MediaTypeOf(file), done, cancellation);
        return RunIds.For(model, path, etag);
    }

    /// <summary>What people have written of a model: where it lies from then on, the next dataset is held to it.</summary>
    /// <param name="name">pipeline.yaml or contract.yaml.</param>
    public Task DropSpecificationAsync(string model, string name, FileInfo content, CancellationToken cancellation) =>
        UploadAsync("pipelines", $"{model}/{name}", content, "application/yaml", progress: null, cancellation);

    /// <returns>SHA-256 of the content, 64 lower-case hexadecimal digits.</returns>
    public static async Task<string> DigestAsync(FileInfo content, CancellationToken cancellation)
    {
        await using var stream = content.OpenRead();
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellation));
    }

    private async Task<string> UploadAsync(
        string container, string path, FileInfo content, string mediaType, IProgress<long>? progress, CancellationToken cancellation)
    {
        var folder = service.GetBlobContainerClient(container);
        await folder.CreateIfNotExistsAsync(cancellationToken: cancellation);
        await using var stream = content.OpenRead();
        var uploaded = await folder.GetBlobClient(path).UploadAsync(
            stream,
            new BlobUploadOptions { HttpHeaders = new BlobHttpHeaders { ContentType = mediaType }, ProgressHandler = progress },
            cancellation);
        return uploaded.Value.ETag.ToString();
    }

    private sealed class Uploaded(FileInfo content, IProgress<string>? progress) : IProgress<long>
    {
        public void Report(long value) =>
            progress?.Report($"Uploading {content.Name}  {(content.Length == 0 ? 100 : value * 100 / content.Length)} %");
    }
}
