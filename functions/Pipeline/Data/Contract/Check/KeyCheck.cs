using System.Text;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>A key of several columns: no two rows have the same values in all of them.</summary>
/// <remarks>Given the slices of its columns of one batch after the other, in the order of the file, by one thread.</remarks>
internal sealed class KeyCheck
{
    private const int SeenCharacters = 80;

    private readonly IReadOnlyList<LogicalType?> _types;
    private readonly IReadOnlyList<bool> _masked;
    private readonly KeySet _keys;
    private readonly Breaches _again;
    private readonly bool _isPrimary;

    /// <param name="columns">Of the file, with what the contract says of them.</param>
    public KeyCheck(
        IReadOnlyList<(string Column, ContractProperty Property)> columns, bool isPrimary, QualityBound bound, RowBudget? budget,
            long limit)
    {
        Columns = [.. columns.Select(column => column.Column)];
        Bound = bound;
        _types = [.. columns.Select(column => column.Property.Type)];
        _masked = [.. columns.Select(column => CellMask.AppliesTo(column.Property))];
        _keys = new KeySet(limit);
        _isPrimary = isPrimary;
        _again = new BreachFactory(string.Join(" + ", Columns), false, budget)
            .Make(ContractCodes.DuplicateKey, "values that stand together in no earlier row", bound);
    }

    public IReadOnlyList<string> Columns { get; }

    public QualityBound Bound { get; }

    public Breaches Found => _again;

    /// <param name="slices">One a column, of the same batch.</param>
    public void AddBatch(IReadOnlyList<ColumnSlice> slices)
    {
        for (var cell = 0; cell < slices[0].Count; cell++)
        {
            ulong key = 0;
            var isWhole = true;
            for (var i = 0; i < slices.Count; i++)
            {
                isWhole &= slices[i].Forms[cell] > CellForm.Nan;
                key = StableHash.Combine(key, KeyHash.Of(slices[i], cell, _types[i]));
            }

            // A part of a primary key that is missing is named on its own.
            if ((isWhole || !_isPrimary) && _keys.WasThere(key))
            {
                _again.Add(slices[0].Row(cell), Seen(slices, cell));
            }
        }
    }

    public void Note(ProblemList problems) => KeyNote.Say(_keys, _again.Column, problems);

    private string Seen(IReadOnlyList<ColumnSlice> slices, int cell)
    {
        if (_again.Count >= ProblemList.DetailedPerColumn)
        {
            return "";
        }

        var seen = new StringBuilder();
        for (var i = 0; i < slices.Count && seen.Length < SeenCharacters; i++)
        {
            var text = Sightings.Shown(slices[i].Text(cell));
            seen.Append(i == 0 ? "" : " + ").Append(_masked[i] && text.Length > 0 ? CellMask.Of(text) : text);
        }

        return seen.ToString();
    }
}
