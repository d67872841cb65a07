namespace ServerlessMlops.Pipeline.Data;

/// <summary>Some thousand rows of a file in whichever format, as they were read: columns are made of them one by one, on any thread.</summary>
internal abstract class RowBatch
{
    public int Count { get; protected set; }

    /// <summary>The 1-based row of data in the file that each row of the batch is; the array may be longer than <see cref="Count"/>.</summary>
    public long[] Rows { get; protected set; } = [];

    /// <summary>Reads the cells of one column. Different columns may be read by different threads at once.</summary>
    public abstract void Fill(int column, ColumnSlice slice);
}
