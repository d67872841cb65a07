namespace ServerlessMlops.Pipeline.Data;

/// <summary>The second pass: the cells of every column, now that their kinds are known.</summary>
internal static class TableBuilder
{
    /// <param name="reader">At the start of the file.</param>
    /// <param name="rows">Rows that the table has.</param>
    /// <param name="lenient">True for a file already found faulty: cells of another kind are missing.</param>
    /// <param name="setAside">Rows of the file that are left out.</param>
    /// <exception cref="SnapshotMismatchException">Not lenient, and the file is not the one that the kinds were found in.</exception>
    public static Table Build(
        RowReader reader, IReadOnlyList<string> names, IReadOnlyList<InferredKind> kinds, int rows, bool lenient, IReadOnlySet<long>? setAside = null)
    {
        var builders = names.Select((name, i) => ColumnBuilder.For(name, kinds[i], rows)).ToArray();
        if (!lenient && reader.Names.Count == 0)
        {
            throw new SnapshotMismatchException("no header", $"{names.Count} columns");
        }

        var places = new FileRows(setAside, rows, everyRow: lenient || setAside is { Count: > 0 });
        var pass = new RowPass(reader)
        {
            OnShared = (batch, _) => places.Add(batch),
        };
        var seen = pass.Run((column, slice) =>
        {
            if (column < builders.Length && builders[column].Add(slice, places.LeftOut) is var wrong and >= 0 && !lenient)
            {
                throw new SnapshotMismatchException(
                    $"'{Sightings.Shown(slice.Text(wrong))}' in row {slice.Row(wrong)}, column {column + 1}", "a cell of the column's kind");
            }
        });

        if (!lenient && (places.Kept != rows || reader.Names.Count != names.Count || reader.LeftOut.Any(fault => setAside?.Contains(fault.Row) != true)))
        {
            throw new SnapshotMismatchException($"{places.Kept} of {seen} rows", $"{rows} rows");
        }

        return new Table([.. builders.Select(builder => builder.ToColumn())]) { FileRows = places.Places };
    }
}
