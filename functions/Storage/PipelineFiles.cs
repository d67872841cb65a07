using Azure.Storage.Blobs.Specialized;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Storage;

/// <summary>What lies at <c>pipelines/{model}/pipeline.yaml</c>, or <c>contract.yaml</c> beside it.</summary>
public abstract record PipelineFile
{
    private PipelineFile()
    {
    }

    /// <param name="Digest">SHA-256 of its bytes.</param>
    /// <param name="ETag">Without quotes.</param>
    public sealed record Found(string Text, string Digest, string ETag) : PipelineFile;

    public sealed record Missing : PipelineFile;

    /// <param name="Limit">Bytes.</param>
    public sealed record TooLarge(long Length, long Limit) : PipelineFile;

    public sealed record NotUtf8 : PipelineFile;
}

public sealed class PipelineFiles(StorageClients clients)
{
    public const string FileName = "pipeline.yaml";
    public const string ContractName = "contract.yaml";

    private readonly Azure.Storage.Blobs.BlobContainerClient _container = clients.Container(StorageNames.Pipelines);

    public Task<PipelineFile> ReadAsync(string model, CancellationToken cancellation = default) => ReadAsync(model, FileName, cancellation);

    /// <param name="name"><see cref="FileName"/> or <see cref="ContractName"/>.</param>
    public async Task<PipelineFile> ReadAsync(string model, string name, CancellationToken cancellation = default) => ModelNames.IsValid(model)
        ? await TextBlobs.ReadAsync(_container.GetBlockBlobClient($"{model}/{name}"), clients.Options.MaxPipelineBytes, cancellation)
        : new PipelineFile.Missing();
}
