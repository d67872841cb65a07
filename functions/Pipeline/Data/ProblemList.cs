using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>Gathers problems: every kind is always named, and of each kind so many that a receipt stays readable.</summary>
public sealed class ProblemList(string file)
{
    /// <summary>Problems of one code in one column that are given in full; the others are counted in one closing entry.</summary>
    public const int DetailedPerColumn = 20;

    /// <summary>Problems of one code in the whole file that are given in full.</summary>
    public const int DetailedPerCode = 100;

    private const int SeenCharacters = 80;

    private readonly List<Problem> _detailed = [];
    private readonly Dictionary<(string Code, string? Column), int> _inColumn = [];
    private readonly Dictionary<string, int> _ofCode = [];
    private readonly Dictionary<(string Code, string? Column), (long Count, Severity Severity)> _more = [];

    public string File => file;

    public bool HasErrors { get; private set; }

    /// <summary>Reading ended before the end of the file: no table can be made of it.</summary>
    public bool HasStopped { get; private set; }

    public bool Has(string code) => _ofCode.ContainsKey(code);

    /// <summary>True where the next problem of a code would only be counted: its message need not be made.</summary>
    public bool IsFull(string code, string? column) =>
        _inColumn.GetValueOrDefault((code, column)) >= DetailedPerColumn || _ofCode.GetValueOrDefault(code) >= DetailedPerCode;

    public void Error(string code, string message, long? row = null, string? column = null, string? seen = null, string? expected = null) =>
        Add(new Problem(code, message, file, row, column, Cut(seen), expected));

    public void Warn(string code, string message, long? row = null, string? column = null, string? seen = null, string? expected = null, long count = 1) =>
        Add(new Problem(code, message, file, row, column, Cut(seen), expected, Severity.Warning, count));

    /// <summary>An error after which the file was not read on.</summary>
    public void Stop(string code, string message, long? row, string? seen, string expected)
    {
        HasStopped = true;
        Error(code, message, row, null, seen, expected);
    }

    public void AddRange(IEnumerable<Problem> problems)
    {
        foreach (var problem in problems)
        {
            Add(problem);
        }
    }

    public void Add(Problem problem)
    {
        HasErrors |= problem.Severity == Severity.Error;
        var place = (problem.Code, problem.Column);
        if (!IsFull(problem.Code, problem.Column))
        {
            _detailed.Add(problem);
            _inColumn[place] = _inColumn.GetValueOrDefault(place) + 1;
            _ofCode[problem.Code] = _ofCode.GetValueOrDefault(problem.Code) + 1;
        }
        else
        {
            More(problem.Code, problem.Column, problem.Count, problem.Severity);
        }
    }

    /// <summary>Errors of rows that the table is made without become warnings.</summary>
    /// <param name="rows">With the code by which each was named.</param>
    public void SetAside(IReadOnlyList<(long Row, string Code)> rows)
    {
        var places = rows.ToHashSet();
        var codes = rows.Select(row => row.Code).ToHashSet(StringComparer.Ordinal);
        for (var i = 0; i < _detailed.Count; i++)
        {
            if (_detailed[i] is { Row: { } row, Severity: Severity.Error } problem && places.Contains((row, problem.Code)))
            {
                _detailed[i] = problem with { Severity = Severity.Warning, Message = $"{problem.Message.TrimEnd('.')}; the row is set aside." };
            }
        }

        foreach (var (place, counted) in _more.Where(entry => codes.Contains(entry.Key.Code)).ToArray())
        {
            _more[place] = counted with { Severity = Severity.Warning };
        }

        HasErrors = _detailed.Exists(problem => problem.Severity == Severity.Error)
            || _more.Values.Any(counted => counted.Severity == Severity.Error);
    }

    /// <summary>Counts problems that are not given in full: by column, and where these are many, together.</summary>
    public void More(string code, string? column, long count, Severity severity = Severity.Error)
    {
        if (!_more.ContainsKey((code, column)) && _more.Count >= DetailedPerCode)
        {
            column = null;
        }

        if (count > 0)
        {
            _more[(code, column)] = (_more.GetValueOrDefault((code, column)).Count + count, severity);
        }
    }

    /// <returns>Errors before warnings; within them the file's own first, then by row, then what was only counted.</returns>
    public IReadOnlyList<Problem> ToList() =>
    [
        .. _detailed.Select(problem => (Problem: problem, Rank: problem.Row ?? 0))
            .Concat(_more.Select(entry => (Problem: Counted(entry.Key, entry.Value), Rank: long.MaxValue)))
            .OrderByDescending(ranked => ranked.Problem.Severity)
            .ThenBy(ranked => ranked.Rank)
            .Select(ranked => ranked.Problem),
    ];

    private Problem Counted((string Code, string? Column) place, (long Count, Severity Severity) seen)
    {
        var where = place.Column is null ? "" : $" in column '{place.Column}'";
        return new Problem(
            place.Code, $"{place.Code} was seen {seen.Count} more times{where}.", file, Column: place.Column, Severity: seen.Severity,
            Count: seen.Count);
    }

    /// <summary>Some names of many, for a sentence.</summary>
    internal static string Some(IReadOnlyCollection<string> names, int most = 10) =>
        string.Join(", ", names.Take(most).Select(Cut)) + (names.Count > most ? ", …" : "");

    internal static string? Cut(string? seen) => seen is null || seen.Length <= SeenCharacters ? seen : seen[..(SeenCharacters - 1)] + "…";
}
