namespace ServerlessMlops.Pipeline.Data;

/// <summary>The cells of a slice that had white space around them: how many, and the first few as they stood.</summary>
internal sealed class SpacedCells
{
    private readonly List<(int Cell, string Raw)> _first = [];

    public int Count { get; private set; }

    public IReadOnlyList<(int Cell, string Raw)> First => _first;

    public void Add(int cell, ReadOnlySpan<byte> raw)
    {
        if (Count++ < ProblemList.DetailedPerColumn)
        {
            _first.Add((cell, Sightings.Shown(raw)));
        }
    }

    public void Clear()
    {
        Count = 0;
        _first.Clear();
    }
}
