namespace ServerlessMlops.Pipeline.Data;

/// <summary>The second pass: the cells of every column, now that their kinds are known.</summary>
internal static class TableBuilder
{
    /// <param name="records">From the start of the file.</param>
    /// <param name="rows">Rows with as many cells as there are names.</param>
    /// <param name="lenient">True for a file already found faulty: cells of another kind are missing and ragged rows left out.</param>
    /// <exception cref="SnapshotMismatchException">Not lenient, and the file is not the one that the kinds were found in.</exception>
    public static Table Build(CsvRecords records, IReadOnlyList<string> names, IReadOnlyList<InferredKind> kinds, int rows, bool lenient)
    {
        var builders = names.Select((name, i) => ColumnBuilder.For(name, kinds[i], rows)).ToArray();
        var fileRows = lenient ? new List<long>(rows) : null;
        if (!records.Read() || records.Fields != names.Count)
        {
            throw new SnapshotMismatchException("another header", $"{names.Count} columns");
        }

        var count = 0;
        while (count < rows && records.Read())
        {
            if (records.Fields != builders.Length || records.TextAfterQuote >= 0)
            {
                if (!lenient)
                {
                    throw new SnapshotMismatchException($"{records.Fields} cells in row {records.Row}", $"{builders.Length} whole cells");
                }

                continue;
            }

            AddRow(records, builders, lenient);
            fileRows?.Add(records.Row);
            count++;
        }

        return count == rows && (lenient || !records.Read())
            ? new Table([.. builders.Select(builder => builder.ToColumn())]) { FileRows = fileRows }
            : throw new SnapshotMismatchException(count == rows ? "more rows" : $"{count} rows", $"{rows} rows");
    }

    private static void AddRow(CsvRecords records, ColumnBuilder[] builders, bool lenient)
    {
        for (var i = 0; i < builders.Length; i++)
        {
            var cell = records.Field(i);
            var tooLarge = cell.Length > DataLimits.CellCharacters;
            if (!builders[i].Add(tooLarge ? [] : cell.Trim()) && !lenient)
            {
                throw new SnapshotMismatchException(
                    $"'{ProblemList.Cut(cell.ToString())}' in row {records.Row}, column {i + 1}", "a cell of the column's kind");
            }
        }
    }
}
