namespace ServerlessMlops.Pipeline.Data;

/// <summary>The first places where something was seen, and how often in all.</summary>
internal sealed class Sightings
{
    private List<(long Row, string Seen)>? _first;

    public long Count { get; private set; }

    public IReadOnlyList<(long Row, string Seen)> First => _first is null ? [] : _first;

    public void Add(long row, ReadOnlySpan<char> cell)
    {
        if (Count++ < ProblemList.DetailedPerColumn)
        {
            // A little more than is shown, so that the cut can be seen.
            (_first ??= []).Add((row, cell[..Math.Min(cell.Length, 100)].ToString()));
        }
    }

    /// <summary>Says it of each of the first places, and counts the others.</summary>
    public void Report(ProblemList problems, string code, string column, string expected)
    {
        foreach (var (row, seen) in First)
        {
            problems.Error(
                code, $"Row {row}, column '{column}': seen '{ProblemList.Cut(seen)}'; expected {expected}.", row, column, seen, expected);
        }

        problems.More(code, column, Count - First.Count);
    }
}
