using ParquetSharp;
using ServerlessMlops.Pipeline.Tests.Data.Formats;
using Coding = ParquetSharp.Encoding;
using Encoding = System.Text.Encoding;

namespace ServerlessMlops.Pipeline.Tests.Campaign;

/// <summary>Small files without a fault, several of each format, which the campaign damages.</summary>
internal static class SoundFiles
{
    public static readonly string[] Formats = ["csv", "csv.gz", "jsonl", "parquet"];

    public static readonly Compression[] Codecs =
        [Compression.Uncompressed, Compression.Snappy, Compression.Gzip, Compression.Zstd, Compression.Brotli, Compression.Lz4];

    private static readonly Dictionary<string, byte[][]> Files = new()
    {
        ["csv"] = [.. Texts(';'), .. Texts(',')],
        ["csv.gz"] = [.. Texts(',').Select(text => Gzip.Compress(text)), .. Texts('\t').Select(text => Gzip.Compress([.. text, .. text]))],
        ["jsonl"] = [.. Lines()],
        ["parquet"] = [.. Parquets()],
    };

    public static byte[] Any(string format, Random random) => Files[format][random.Next(Files[format].Length)];

    private static IEnumerable<byte[]> Texts(char delimiter)
    {
        var row = (int i) => string.Join(
            delimiter, i, $"{i * 7919 % 1000}.{i % 10}", $"\"text \"\"{i}\"\"{delimiter}\nmore\"", i % 3 == 0 ? "" : "true",
            $"2024-0{1 + (i % 9)}-1{i % 10}", $"\u00e4{i % 4}");
        var header = string.Join(delimiter, "id", "x", "note", "flag", "day", "few");
        var text = header + "\n" + string.Join('\n', Enumerable.Range(1, 40).Select(row));
        yield return Encoding.UTF8.GetBytes(text);
        yield return Encoding.UTF8.GetBytes("\uFEFF" + text.Replace("\n", "\r\n", StringComparison.Ordinal));
        yield return [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(text)];
    }

    private static IEnumerable<byte[]> Lines()
    {
        var row = (int i) =>
            $"{{\"id\": {i}, \"x\": {i * 7919 % 1000}e-{i % 4}, \"note\": \"a\\u00e4\\n\\\"{i}\", "
            + $"\"flag\": {(i % 2 == 0 ? "true" : "null")}, \"k{i % 3}\": [1, {{}}]}}";
        yield return Encoding.UTF8.GetBytes(string.Join('\n', Enumerable.Range(1, 40).Select(row)));
        yield return Encoding.UTF8.GetBytes("\uFEFF\n" + string.Join("\r\n\r\n", Enumerable.Range(1, 5).Select(row)) + "\r\n");
    }

    private static IEnumerable<byte[]> Parquets()
    {
        foreach (var codec in Codecs)
        {
            yield return ParquetFiles.Table(40, 2, options => options.Compression(codec).DataPagesize(200));
        }

        yield return ParquetFiles.Table(60, 1, options => options.DataPageVersion(ParquetDataPageVersion.V2).DisableDictionary());
        yield return ParquetFiles.Table(
            60, 1, options => options.DataPageVersion(ParquetDataPageVersion.V2).Compression(Compression.Snappy));
        foreach (var encoding in (Coding[])[Coding.DeltaByteArray, Coding.DeltaLengthByteArray])
        {
            yield return ParquetFiles.Table(60, 1, options => options.DisableDictionary().Encoding("many", encoding)
                .Encoding("id", Coding.DeltaBinaryPacked).Encoding("x", Coding.ByteStreamSplit));
        }

        yield return ParquetFiles.Write(
            [
                new Column<decimal?>("money", LogicalType.Decimal(29, 3)), new Column<Guid>("key"), new Column<DateTime?>("at"),
                new Column<int[]>("list"),
            ],
            null, 2, (rows, _) =>
            {
                rows.Add<decimal?>([1.234m, null, -79_228_162_514.2m]);
                rows.Add<Guid>([Guid.Empty, Guid.AllBitsSet, Guid.Empty]);
                rows.Add<DateTime?>([new DateTime(2024, 2, 29), null, new DateTime(1, 1, 1)]);
                rows.Add<int[]>([[1], [], [2, 3]]);
            });
    }
}
