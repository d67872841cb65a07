using System.Text;
using Azure.Storage.Blobs.Specialized;
using ServerlessMlops.Pipeline.Ledger;

namespace ServerlessMlops.Storage;

/// <summary>Reads what people have written: UTF-8 up to a size.</summary>
internal static class TextBlobs
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <param name="limit">Bytes.</param>
    public static async Task<PipelineFile> ReadAsync(BlockBlobClient blob, long limit, CancellationToken cancellation)
    {
        using var download = await blob.TryOpenAsync(null, cancellation);
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
