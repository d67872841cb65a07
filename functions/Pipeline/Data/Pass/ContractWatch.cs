using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>Shows a file to its contract while the one pass goes over it.</summary>
internal sealed class ContractWatch
{
    private readonly ContractCheck _check;
    private readonly RowReader _reader;
    private readonly List<ISliceConsumer?> _columns = [];
    private readonly IReadOnlyList<KeyCheck> _keys;
    private readonly string[] _keyColumns;

    public ContractWatch(ContractCheck check, RowReader reader)
    {
        (_check, _reader) = (check, reader);
        _keys = check.Keys(reader.Names, reader.MayGainColumns);
        _keyColumns = [.. _keys.SelectMany(key => key.Columns).Distinct()];
    }

    /// <summary>The kinds that the contract states; cells that are not of them are named by it.</summary>
    public IReadOnlyDictionary<string, ColumnKind> Kinds => _check.Kinds;

    /// <param name="before">Rows that went by before the column was met.</param>
    public void Join(string column, long before) => _columns.Add(_check.Watch(column, before));

    public void Add(int column, ColumnSlice slice) => _columns[column]?.Add(slice);

    /// <summary>Where the columns of the keys are now; one that no row has had yet is missing in all of them.</summary>
    public IReadOnlyList<int> KeyColumns() => Array.ConvertAll(_keyColumns, name =>
    {
        for (var column = 0; column < _reader.Names.Count; column++)
        {
            if (_reader.Names[column] == name)
            {
                return column;
            }
        }

        return int.MaxValue;
    });

    /// <param name="slices">Those of <see cref="KeyColumns"/>.</param>
    public void AddKeys(IReadOnlyList<ColumnSlice> slices)
    {
        foreach (var key in _keys)
        {
            key.AddBatch([.. key.Columns.Select(column => slices[Array.IndexOf(_keyColumns, column)])]);
        }
    }

    public ContractVerdict Finish(long rows) => _check.Finish(_reader.Names, rows, _reader.LeftOut);
}
