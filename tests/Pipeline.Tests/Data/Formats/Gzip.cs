using System.IO.Compression;

namespace ServerlessMlops.Pipeline.Tests.Data.Formats;

internal static class Gzip
{
    public static byte[] Compress(ReadOnlySpan<byte> bytes)
    {
        var made = new MemoryStream();
        using (var gzip = new GZipStream(made, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return made.ToArray();
    }

    public static byte[] Repeat(ReadOnlySpan<byte> start, ReadOnlySpan<byte> block, int times)
    {
        var made = new MemoryStream();
        using (var gzip = new GZipStream(made, CompressionLevel.SmallestSize))
        {
            gzip.Write(start);
            for (var i = 0; i < times; i++)
            {
                gzip.Write(block);
            }
        }

        return made.ToArray();
    }
}
