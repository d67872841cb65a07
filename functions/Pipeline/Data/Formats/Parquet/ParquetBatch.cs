namespace ServerlessMlops.Pipeline.Data;

/// <summary>Some thousand rows of a Parquet file, as they are stored; what a value is as a cell is found out column by column.</summary>
internal sealed class ParquetBatch : RowBatch
{
    private const int Cells = 1 << 18;
    private const int MostRows = 1 << 13;

    private readonly ParquetCells[] _columns;

    public ParquetBatch(IReadOnlyList<ParquetColumn> columns)
    {
        Capacity = Math.Clamp(Cells / Math.Max(1, columns.Count), 1, MostRows);
        _columns = [.. columns.Select(column => new ParquetCells(column, Capacity))];
        Rows = new long[Capacity];
    }

    public int Capacity { get; }

    public ParquetCells this[int column] => _columns[column];

    public void Clear() => Count = 0;

    /// <summary>Numbers the rows that are about to be read.</summary>
    public ReadOnlySpan<long> Number(int count, long before)
    {
        for (var row = 0; row < count; row++)
        {
            Rows[row] = before + row + 1;
        }

        return Rows.AsSpan(0, count);
    }

    public void Commit(int count) => Count = count;

    public override void Fill(int column, ColumnSlice slice)
    {
        slice.Begin(this);
        _columns[column].Fill(Count, slice);
    }
}
