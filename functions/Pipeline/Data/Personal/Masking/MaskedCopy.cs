using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>A file as it is kept where its contract has columns masked: decision 0333.</summary>
/// <param name="Schema">As which the copy is read again, by <see cref="Dataset.ReadAs"/>; masked columns hold text.</param>
/// <param name="Values">That were replaced. A missing value stays missing.</param>
public sealed record MaskedCopy(TableSchema Schema, long Values)
{
    /// <summary>Columns of tokens with more different ones are free text, not categories.</summary>
    private const int FewLevels = 50;

    /// <summary>CSV is written as CSV, JSON Lines as JSON Lines, Parquet as JSON Lines; none of them compressed.</summary>
    /// <param name="source">The file that was accepted, seekable; it stays open.</param>
    /// <param name="schema">As which it was accepted.</param>
    /// <param name="masks">By the column's name.</param>
    /// <exception cref="ArgumentException">The schema lacks a column that is to be masked.</exception>
    /// <exception cref="InvalidDataException">The file is not the one that was accepted, and the copy is not whole.</exception>
    public static MaskedCopy Write(Stream source, Stream target, TableSchema schema, IReadOnlyDictionary<string, Masking> masks)
    {
        var unknown = masks.Keys.FirstOrDefault(name => schema.Columns.All(column => column.Name != name));
        if (unknown is not null)
        {
            throw new ArgumentException($"The file has no column '{unknown}'.", nameof(masks));
        }

        var problems = new ProblemList("the file");
        var values = schema.Format switch
        {
            "csv" => new MaskedCsv(new CsvSource(Text(source, problems)), (byte)schema.Delimiter, Masks(schema, masks)).CopyTo(target),
            "jsonl" => new MaskedJsonLines(new CsvSource(Text(source, problems)), masks).CopyTo(target),
            _ => MaskedTable.Copy(source, target, schema, masks, problems),
        };
        return problems.HasErrors && problems.HasStopped
            ? throw new InvalidDataException(problems.ToList()[0].Message)
            : new MaskedCopy(Of(schema, masks), values);
    }

    private static Masking?[] Masks(TableSchema schema, IReadOnlyDictionary<string, Masking> masks) =>
        [.. schema.Columns.Select(column => masks.GetValueOrDefault(column.Name))];

    private static TableSchema Of(TableSchema schema, IReadOnlyDictionary<string, Masking> masks) => schema with
    {
        Format = schema.Format == "csv" ? "csv" : "jsonl",
        Columns = [.. schema.Columns.Select(column => masks.ContainsKey(column.Name) ? Of(column) : column)],
    };

    private static ColumnSchema Of(ColumnSchema column)
    {
        var kind = column.Kind == ColumnKind.Category || column.Distinct <= FewLevels ? ColumnKind.Category : ColumnKind.Text;
        return new ColumnSchema(column.Name, kind, column.Missing, column.Distinct);
    }

    private static Stream Text(Stream source, ProblemList problems)
    {
        var head = new byte[4];
        var start = source.Position;
        var length = source.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        source.Position = start;
        return BoundedGzip.Recognise(head.AsSpan(0, length)) ? new BoundedGzip(source, problems) : source;
    }
}
