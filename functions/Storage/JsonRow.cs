using System.Globalization;
using Azure;
using Azure.Data.Tables;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Storage;

/// <summary>A record as one row: its JSON, cut into properties that Tables accepts, and beside it the columns that queries need.</summary>
/// <remarks>A string property holds 32 K UTF-16 units. The product's JSON is ASCII, so a cut never parts a surrogate pair.</remarks>
internal static class JsonRow
{
    private const int MaxChunk = 30_000;

    // 1 MiB is the limit of a row; in UTF-16 that is 17 chunks. Anything near it belongs in a blob.
    private const int MaxChunks = 15;

    public static TableEntity Of<T>(string partition, string row, T value)
    {
        var json = MlopsJson.Write(value);
        var count = (json.Length + MaxChunk - 1) / MaxChunk;
        if (count > MaxChunks)
        {
            throw new RowTooLargeException(partition, row, json.Length, MaxChunk * MaxChunks);
        }

        var entity = new TableEntity(partition, row);
        for (var i = 0; i < count; i++)
        {
            entity[Name(i)] = json.Substring(i * MaxChunk, Math.Min(MaxChunk, json.Length - (i * MaxChunk)));
        }

        return entity;
    }

    public static T Read<T>(TableEntity entity) => MlopsJson.Read<T>(Text(entity));

    /// <summary>As read, with the row's ETag beside it.</summary>
    public static (T Value, ETag ETag) ReadWithTag<T>(TableEntity entity) => (Read<T>(entity), entity.ETag);

    private static string Text(TableEntity entity) =>
        string.Concat(Enumerable.Range(0, MaxChunks).Select(i => entity.TryGetValue(Name(i), out var chunk) ? chunk as string : null));

    private static string Name(int chunk) => chunk == 0 ? "Json" : $"Json{chunk.ToString(CultureInfo.InvariantCulture)}";
}

/// <summary>A record that does not fit one row; documents belong in blobs.</summary>
public sealed class RowTooLargeException(string partition, string row, int seen, int limit)
    : Exception($"Row {partition}/{row}: seen {seen} characters of JSON; at most {limit} fit.")
{
    public int Seen { get; } = seen;

    public int Limit { get; } = limit;
}
