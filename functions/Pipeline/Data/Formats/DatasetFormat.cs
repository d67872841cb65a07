using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>Opens a file by what it is, which its first bytes say, and its name where they leave it open.</summary>
internal static class DatasetFormat
{
    private const int Head = 64;

    /// <param name="source">Seekable; it stays open.</param>
    /// <returns>Null where the file is of no format that can be read: the problem says what it is.</returns>
    public static RowReader? Open(Stream source, string file, ProblemList problems)
    {
        var head = new byte[Head];
        var start = source.Position;
        var length = source.ReadAtLeast(head, Head, throwOnEndOfStream: false);
        source.Position = start;
        if (FileSignature.Recognise(head.AsSpan(0, length)) is { } what)
        {
            problems.Error(ProblemCodes.NotText, $"The file is {what}, not CSV.", seen: what, expected: "CSV in UTF-8");
            return null;
        }

        return new CsvReader(source, problems);
    }

    /// <summary>Opens a snapshot the way it was opened when the schema was made.</summary>
    public static RowReader OpenAs(Stream source, TableSchema schema, ProblemList problems) =>
        new CsvReader(source, problems, schema.Delimiter);
}
