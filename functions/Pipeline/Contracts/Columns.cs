namespace ServerlessMlops.Pipeline.Contracts;

/// <summary>What the cells of a column mean. Boolean and Date are held as numbers: 0/1, and days since 1970-01-01.</summary>
public enum ColumnKind { Number, Boolean, Date, Category, Text }

/// <summary>A column as inferred or declared at ingest.</summary>
/// <param name="Missing">Rows without a value.</param>
/// <param name="Distinct">Distinct values, counted up to 10,000.</param>
/// <param name="DecimalComma">True where the column's numbers are written as <c>12,5</c>.</param>
public sealed record ColumnSchema(
    string Name, ColumnKind Kind, long Missing, long Distinct, double? Min = null, double? Max = null, bool DecimalComma = false);

/// <summary>The table's shape; an artefact of the run, so that every later step reads the snapshot the same way.</summary>
/// <param name="Delimiter">The field separator found in the file; a comma where the format has none.</param>
public sealed record TableSchema(long Rows, char Delimiter, IReadOnlyList<ColumnSchema> Columns)
{
    /// <summary>csv, parquet or jsonl.</summary>
    public string Format { get; init; } = "csv";

    /// <summary>Rows of the file, from 1, that the table is made without, ascending; null where it has them all.</summary>
    public IReadOnlyList<long>? SetAside { get; init; }
}
