namespace ServerlessMlops.Pipeline.Data;

/// <summary>Which rows of a batch are left out, and which row of the file each kept one is.</summary>
internal sealed class FileRows(IReadOnlySet<long>? setAside, int rows, bool everyRow)
{
    private readonly List<long>? _places = everyRow ? new List<long>(rows) : null;
    private bool[] _left = [];
    private int _count;

    /// <summary>Of the batch last added, one a row; empty where every row is kept.</summary>
    public ReadOnlySpan<bool> LeftOut => setAside is { Count: > 0 } ? _left.AsSpan(0, _count) : [];

    public long Kept { get; private set; }

    /// <summary>One a row of the table; null where row i of the table is row i + 1 of the file.</summary>
    public IReadOnlyList<long>? Places => _places;

    public void Add(RowBatch batch)
    {
        _count = batch.Count;
        if (_left.Length < batch.Count)
        {
            _left = new bool[batch.Count];
        }

        for (var row = 0; row < batch.Count; row++)
        {
            _left[row] = setAside is { Count: > 0 } && setAside.Contains(batch.Rows[row]);
            if (!_left[row])
            {
                Kept++;
                _places?.Add(batch.Rows[row]);
            }
        }
    }
}
