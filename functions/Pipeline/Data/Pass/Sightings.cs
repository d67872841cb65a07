using System.Text;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>The first places where something was seen, and how often in all.</summary>
internal sealed class Sightings
{
    /// <summary>A little more than is shown, so that the cut can be seen.</summary>
    private const int Kept = 100;

    private List<(long Row, string Seen)>? _first;

    public long Count { get; private set; }

    public IReadOnlyList<(long Row, string Seen)> First => _first is null ? [] : _first;

    public void Add(long row, ReadOnlySpan<byte> cell)
    {
        if (Count++ < ProblemList.DetailedPerColumn)
        {
            (_first ??= []).Add((row, Shown(cell)));
        }
    }

    public void Add(long row, string seen)
    {
        if (Count++ < ProblemList.DetailedPerColumn)
        {
            (_first ??= []).Add((row, seen));
        }
    }

    /// <summary>Counts without a place.</summary>
    public void More(long count) => Count += count;

    /// <summary>All of several, the first places in the order of the file.</summary>
    public static Sightings Of(params ReadOnlySpan<Sightings> several)
    {
        var all = new Sightings();
        foreach (var one in several)
        {
            all.Count += one.Count;
            (all._first ??= []).AddRange(one.First);
        }

        all._first?.Sort((left, right) => left.Row.CompareTo(right.Row));
        if (all._first?.Count > ProblemList.DetailedPerColumn)
        {
            all._first.RemoveRange(ProblemList.DetailedPerColumn, all._first.Count - ProblemList.DetailedPerColumn);
        }

        return all;
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

    /// <summary>A cell as it is shown: cut, and what is no text marked.</summary>
    public static string Shown(ReadOnlySpan<byte> cell) =>
        Encoding.UTF8.GetString(cell[..Math.Min(cell.Length, 4 * Kept)]) is var text && text.Length > Kept
            ? text[..Kept].Replace('\0', '\u2400')
            : text.Replace('\0', '\u2400');
}
