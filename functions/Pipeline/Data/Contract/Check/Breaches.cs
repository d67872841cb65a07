using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>The cells that break one rule: counted, the first ones with their text, their rows where rows can be set aside.</summary>
/// <param name="column">The column's name; several joined by a plus where they count together.</param>
/// <param name="masked">Cells are not shown.</param>
/// <param name="memory">Null where rows are not remembered.</param>
internal sealed class Breaches(string code, string column, string expected, bool masked, RowMemory? memory)
{
    private readonly Sightings _cells = new();

    public string Code => code;

    public string Column => column;

    public long Count => _cells.Count;

    /// <summary>Breaches of which no row is known: they cannot be set aside.</summary>
    public bool HasUnplaced { get; private set; }

    public IReadOnlyList<long> Rows => memory?.Rows ?? [];

    public void Add(ColumnSlice slice, int cell)
    {
        _cells.Add(slice.Row(cell), slice.Text(cell));
        memory?.Add(slice.Row(cell));
    }

    /// <param name="seen">What is shown for the cell.</param>
    public void Add(long row, string seen)
    {
        _cells.Add(row, seen);
        memory?.Add(row);
    }

    /// <summary>Rows before the column was there at all.</summary>
    public void AddUnplaced(long count)
    {
        _cells.More(count);
        HasUnplaced |= count > 0;
    }

    /// <param name="severity">Warning where the rows are set aside, or where the rule says so.</param>
    /// <param name="ending">What follows the sentence: <c>; the row is set aside</c>.</param>
    public void Report(ProblemList problems, Severity severity, string ending = "")
    {
        foreach (var (row, cell) in _cells.First)
        {
            var seen = masked && cell.Length > 0 ? CellMask.Of(cell) : cell;
            var said = seen.Length == 0 ? "seen no value" : $"seen '{ProblemList.Cut(seen)}'";
            problems.Add(new Problem(
                code, $"Row {row}, column '{column}': {said}; expected {expected}{ending}.", problems.File, row, column,
                    ProblemList.Cut(seen),
                expected, severity));
        }

        problems.More(code, column, Count - _cells.First.Count, severity);
    }
}
