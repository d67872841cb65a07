namespace ServerlessMlops.Pipeline.Data;

/// <summary>Rows that a reader had to leave out: reported, and remembered so that a contract may set them aside.</summary>
internal sealed class RowFaults(ProblemList problems)
{
    /// <summary>Rows remembered; past it a file is refused whatever its contract allows.</summary>
    public const int Limit = 100_000;

    private readonly List<(long Row, string Code)> _rows = [];

    public IReadOnlyList<(long Row, string Code)> Rows => _rows;

    public long Count { get; private set; }

    public void Add(string code, long row, string? column, Func<string> message, string? seen, string expected)
    {
        if (Count++ < Limit)
        {
            _rows.Add((row, code));
        }

        if (problems.IsFull(code, column))
        {
            problems.More(code, column, 1);
        }
        else
        {
            problems.Error(code, message(), row, column, seen, expected);
        }
    }
}
