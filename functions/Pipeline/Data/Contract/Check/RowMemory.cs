namespace ServerlessMlops.Pipeline.Data;

/// <summary>How many breaches of rows are remembered in all columns of a file; past it the file has too many to set them aside.</summary>
internal sealed class RowBudget(long limit)
{
    private long _used;

    public bool IsSpent => Interlocked.Read(ref _used) > limit;

    /// <summary>Columns are looked at in parallel; whether the sum passes the limit does not depend on their order.</summary>
    public bool TryTake() => Interlocked.Increment(ref _used) <= limit;
}

/// <summary>The rows that break one rule, in the order of the file.</summary>
internal sealed class RowMemory(RowBudget budget)
{
    private readonly List<long> _rows = [];

    public IReadOnlyList<long> Rows => _rows;

    public void Add(long row)
    {
        if (budget.TryTake())
        {
            _rows.Add(row);
        }
    }
}
