using System.Text;
using Azure.Storage.Blobs.Specialized;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Ledger;

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

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly Azure.Storage.Blobs.BlobContainerClient _container = clients.Container(StorageNames.Pipelines);

    public Task<PipelineFile> ReadAsync(string model, CancellationToken cancellation = default) => ReadAsync(model, FileName, cancellation);

    /// <param name="name"><see cref="FileName"/> or <see cref="ContractName"/>.</param>
    public async Task<PipelineFile> ReadAsync(string model, string name, CancellationToken cancellation = default)
    {
        var limit = clients.Options.MaxPipelineBytes;
        using var download = ModelNames.IsValid(model)
            ? await _container.GetBlockBlobClient($"{model}/{name}").TryOpenAsync(null, cancellation)
            : null;
        if (download is null)
        {
            return new PipelineFile.Missing();
        }

        if (download.Details.ContentLength > limit)
        {
            return new PipelineFile.TooLarge(download.Details.ContentLength, limit);
        }

        using var content = new MemoryStream();
        await download.Content.CopyToAsync(content, cancellation);
        try
        {
            var text = Strict.GetString(content.GetBuffer(), 0, (int)content.Length);
            var digest = Digests.Sha256Hex(content.GetBuffer().AsSpan(0, (int)content.Length));
            return new PipelineFile.Found(text.TrimStart('\uFEFF'), digest, download.Details.ETag.ToString().Trim('"'));
        }
        catch (DecoderFallbackException)
        {
            return new PipelineFile.NotUtf8();
        }
    }
}
