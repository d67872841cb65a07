using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>Opens a file by what it is, which its first bytes say, and its name where they leave it open.</summary>
internal static class DatasetFormat
{
    private const int Head = 64;

    private static readonly string[] JsonEndings = [".jsonl", ".ndjson", ".json"];

    /// <param name="source">Seekable; it stays open.</param>
    /// <returns>Null where the file is of no format that can be read: the problem says what it is.</returns>
    public static RowReader? Open(Stream source, string file, ProblemList problems)
    {
        var head = Peek(source);
        var isNamedParquet = file.EndsWith(".parquet", StringComparison.OrdinalIgnoreCase) && FileSignature.Recognise(head) is null;
        if (ParquetReader.Recognise(head) || (isNamedParquet && !BoundedGzip.Recognise(head)))
        {
            return new ParquetReader(source, problems);
        }

        if (!BoundedGzip.Recognise(head))
        {
            return OpenText(source, head, file, problems);
        }

        var start = source.Position;
        using (var text = new BoundedGzip(source, new ProblemList(file)))
        {
            head = Peek(text);
        }

        source.Position = start;
        var inner = file.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? file[..^3] : file;
        return OpenText(new BoundedGzip(source, problems), head, inner, problems);
    }

    /// <summary>Opens a snapshot the way it was opened when the schema was made.</summary>
    public static RowReader OpenAs(Stream source, TableSchema schema, ProblemList problems)
    {
        if (schema.Format == "parquet")
        {
            return new ParquetReader(source, problems);
        }

        var text = BoundedGzip.Recognise(Peek(source)) ? new BoundedGzip(source, problems) : source;
        return schema.Format switch
        {
            "jsonl" => new JsonLinesReader(text, problems, [.. schema.Columns.Select(column => column.Name)]),
            _ => new CsvReader(text, problems, schema.Delimiter),
        };
    }

    private static RowReader? OpenText(Stream text, byte[] head, string file, ProblemList problems)
    {
        var what = BoundedGzip.Recognise(head) ? "a gzip file within a gzip file"
            : ParquetReader.Recognise(head) ? "a Parquet file within a gzip file"
            : FileSignature.Recognise(head);
        if (what is not null)
        {
            problems.Error(
                ProblemCodes.NotText, $"The file is {what}, and no table.", seen: what, expected: "CSV or JSON Lines in UTF-8, or Parquet");
            return null;
        }

        return IsJsonLines(head, file) ? new JsonLinesReader(text, problems, null) : new CsvReader(text, problems);
    }

    private static bool IsJsonLines(ReadOnlySpan<byte> head, string file)
    {
        if (JsonEndings.Any(ending => file.EndsWith(ending, StringComparison.OrdinalIgnoreCase)))
        {
            return true;
        }

        head = head.StartsWith("\uFEFF"u8) ? head[3..] : head;
        return head.TrimStart(" \t\r\n"u8) is [(byte)'{', ..] && !file.EndsWith(".csv", StringComparison.OrdinalIgnoreCase);
    }

    private static byte[] Peek(Stream stream)
    {
        var head = new byte[Head];
        var start = stream.CanSeek ? stream.Position : 0;
        var length = stream.ReadAtLeast(head, Head, throwOnEndOfStream: false);
        if (stream.CanSeek)
        {
            stream.Position = start;
        }

        return head[..length];
    }
}
