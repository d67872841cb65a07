namespace ServerlessMlops.Pipeline.Contracts;

/// <summary>
/// What a file in the drop zone may be called. The ending says that it is meant as data; how it is read, its first bytes decide.
/// </summary>
public static class DatasetNames
{
    public const string Expected = ".csv, .csv.gz, .parquet, .jsonl, .jsonl.gz, .ndjson or .ndjson.gz";

    /// <summary>Characters. A receipt's name is longer by its ending, and a blob's name has at most 1,024.</summary>
    public const int Longest = 255;

    private const string Receipt = ".receipt";

    private static readonly (string Ending, string MediaType)[] Known =
    [
        (".csv", "text/csv"), (".csv.gz", "application/gzip"), (".parquet", "application/vnd.apache.parquet"),
        (".jsonl", "application/jsonl"), (".jsonl.gz", "application/gzip"),
        (".ndjson", "application/jsonl"), (".ndjson.gz", "application/gzip"),
    ];

    /// <returns>One of <see cref="Expected"/> in lower case; null where the name ends otherwise, or has nothing before it.</returns>
    public static string? EndingOf(string file) => Known.FirstOrDefault(known => EndsWith(file, known.Ending)).Ending;

    /// <returns><c>application/octet-stream</c> where the ending is not a dataset's.</returns>
    public static string MediaTypeOf(string file) =>
        Known.FirstOrDefault(known => EndsWith(file, known.Ending)).MediaType ?? "application/octet-stream";

    /// <summary>Whether it is what lies beside a file, as the pipeline wrote it: never a drop.</summary>
    public static bool IsReceipt(string path) =>
        path.EndsWith(Receipt + ".json", StringComparison.Ordinal) || path.EndsWith(Receipt + ".html", StringComparison.Ordinal);

    private static bool EndsWith(string file, string ending) =>
        file.Length > ending.Length && file.EndsWith(ending, StringComparison.OrdinalIgnoreCase);
}
