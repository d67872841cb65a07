namespace ServerlessMlops.Pipeline.Data;

/// <summary>A block of a CSV file, cut into cells; what a cell means is found out column by column.</summary>
internal sealed class CsvBatch(int columns) : RowBatch
{
    private const int Cells = 1 << 18;
    private const int MostRows = 1 << 13;

    public byte[] Bytes { get; private set; } = new byte[CsvReader.Block + CsvTokenizer.Padding];

    /// <summary>Cells by column: those of column c start at c times <see cref="Capacity"/>.</summary>
    public long[] Places { get; } = new long[columns * CapacityOf(columns)];

    public int Capacity { get; } = CapacityOf(columns);

    public int Columns => columns;

    public void Clear()
    {
        Count = 0;
        Rows = Rows.Length == 0 ? new long[Capacity] : Rows;
    }

    /// <summary>Keeps the record that was written at place <see cref="RowBatch.Count"/>.</summary>
    public void Commit(long row) => Rows[Count++] = row;

    public void Grow() => Bytes = Larger(Bytes);

    public ReadOnlySpan<byte> Raw(int column, int row)
    {
        var place = Places[(column * Capacity) + row];
        return Bytes.AsSpan((int)(place >> 32), Length(place));
    }

    public static int Length(long place) => (int)((uint)place & ~CsvTokenizer.DoubledFlag);

    public override void Fill(int column, ColumnSlice slice)
    {
        slice.Begin(this);
        slice.Over(Bytes);
        var places = Places.AsSpan(column * Capacity, Count);
        for (var row = 0; row < places.Length; row++)
        {
            var place = places[row];
            var (start, length) = ((int)(place >> 32), Length(place));
            if (((uint)place & CsvTokenizer.DoubledFlag) != 0)
            {
                length = Unescape(Bytes.AsSpan(start, length));
                places[row] = ((long)start << 32) | (uint)length;
            }

            var cell = Bytes.AsSpan(start, length);
            var trimmed = CellReader.Trim(cell, out var lead);
            if (trimmed.Length != length && trimmed.Length > 0)
            {
                slice.Spaced.Add(row, cell);
            }

            var form = CellReader.Read(trimmed, out var number, out var hash);
            slice.Set(row, form, number, hash, start + lead, trimmed.Length);
        }
    }

    private static int CapacityOf(int columns) => Math.Clamp(Cells / Math.Max(1, columns), 1, MostRows);

    private static byte[] Larger(byte[] bytes)
    {
        var larger = new byte[((bytes.Length - CsvTokenizer.Padding) * 2) + CsvTokenizer.Padding];
        bytes.CopyTo(larger, 0);
        return larger;
    }

    /// <summary>Makes one quote of two, in place.</summary>
    private static int Unescape(Span<byte> cell)
    {
        var to = 0;
        for (var from = 0; from < cell.Length; from++)
        {
            cell[to++] = cell[from];
            from += cell[from] == '"' ? 1 : 0;
        }

        return to;
    }
}
