using System.IO.Compression;
using ZstdSharp;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>What pages are compressed with; the numbers are the format's.</summary>
internal sealed class ParquetCodec : IDisposable
{
    private static readonly string[] Names = ["none", "snappy", "gzip", "lzo", "brotli", "lz4-hadoop", "zstd", "lz4"];

    private Decompressor? _zstd;

    public static bool IsKnown(int codec) => codec is 0 or 1 or 2 or 4 or 6 or 7;

    public static string Name(int codec) => (uint)codec < Names.Length ? Names[codec] : $"codec {codec}";

    /// <returns>False where the bytes do not make exactly the page.</returns>
    public bool TryDecompress(int codec, byte[] bytes, int start, int length, Span<byte> page)
    {
        try
        {
            var from = bytes.AsSpan(start, length);
            return codec switch
            {
                0 => from.Length == page.Length && from.TryCopyTo(page),
                1 => CopyCodecs.TrySnappy(from, page),
                2 => TryGzip(bytes, start, length, page),
                4 => BrotliDecoder.TryDecompress(from, page, out var written) && written == page.Length,
                6 => (_zstd ??= new Decompressor()).TryUnwrap(from, page, out var unwrapped) && unwrapped == page.Length,
                7 => CopyCodecs.TryLz4(from, page),
                _ => false,
            };
        }
        catch (Exception e) when (e is InvalidDataException or ArgumentException or ZstdException)
        {
            return false;
        }
    }

    public void Dispose() => _zstd?.Dispose();

    private static bool TryGzip(byte[] bytes, int start, int length, Span<byte> page)
    {
        using var gzip = new GZipStream(new MemoryStream(bytes, start, length), CompressionMode.Decompress);
        return gzip.ReadAtLeast(page, page.Length, throwOnEndOfStream: false) == page.Length && gzip.ReadByte() < 0;
    }
}
