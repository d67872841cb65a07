namespace ServerlessMlops.Learning.Learners;

/// <summary>Rows as the bins of their values, column by column.</summary>
internal sealed class AdditiveRows(AdditiveBins[] bins, EncodedRows rows)
{
    /// <summary>For each column, one bin a row.</summary>
    public ushort[][] Bins { get; } =
    [
        .. bins.Select((column, index) => Enumerable.Range(0, rows.Count)
            .Select(row => (ushort)column.Bin(rows.Values[(row * bins.Length) + index]))
            .ToArray()),
    ];

    public EncodedRows Source { get; } = rows;

    public int Count => Source.Count;
}
