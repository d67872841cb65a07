using System.Buffers.Binary;
using System.IO.Compression;
using Snappier;
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
                1 => Snappy.GetUncompressedLength(from) == page.Length && Snappy.Decompress(from, page) == page.Length,
                2 => TryGzip(bytes, start, length, page),
                4 => BrotliDecoder.TryDecompress(from, page, out var written) && written == page.Length,
                6 => (_zstd ??= new Decompressor()).TryUnwrap(from, page, out var unwrapped) && unwrapped == page.Length,
                7 => TryLz4(from, page),
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

    /// <summary>One LZ4 block: https://github.com/lz4/lz4/blob/dev/doc/lz4_Block_format.md.</summary>
    private static bool TryLz4(ReadOnlySpan<byte> from, Span<byte> page)
    {
        var (at, to) = (0, 0);
        while (at < from.Length)
        {
            var token = from[at++];
            if (!TryLength(from, ref at, token >> 4, out var literals) || literals > from.Length - at || literals > page.Length - to)
            {
                return false;
            }

            from.Slice(at, literals).CopyTo(page[to..]);
            (at, to) = (at + literals, to + literals);
            if (at == from.Length)
            {
                break;
            }

            if (from.Length - at < 2)
            {
                return false;
            }

            int offset = BinaryPrimitives.ReadUInt16LittleEndian(from[at..]);
            at += 2;
            if (!TryLength(from, ref at, token & 15, out var match) || (match += 4) > page.Length - to || offset == 0 || offset > to)
            {
                return false;
            }

            if (offset >= match)
            {
                page.Slice(to - offset, match).CopyTo(page[to..]);
                to += match;
            }
            else
            {
                for (var end = to + match; to < end; to++)
                {
                    page[to] = page[to - offset];
                }
            }
        }

        return to == page.Length;
    }

    private static bool TryLength(ReadOnlySpan<byte> from, ref int at, int start, out int length)
    {
        length = start;
        if (start < 15)
        {
            return true;
        }

        byte more;
        do
        {
            if (at == from.Length || length > PageMemory.LargestPage)
            {
                return false;
            }

            more = from[at++];
            length += more;
        }
        while (more == 255);
        return true;
    }
}
