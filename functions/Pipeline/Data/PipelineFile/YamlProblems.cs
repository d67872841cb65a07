using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>Gathers what is wrong with a YAML file, each with its place.</summary>
internal sealed class YamlProblems(string file)
{
    private readonly List<Problem> _problems = [];

    public bool HasErrors => _problems.Any(problem => problem.Severity == Severity.Error);

    /// <param name="field">Dotted path, e.g. <c>split.train</c>.</param>
    public void Error(string code, YamlPlace place, string? field, string message, string? seen = null, string? expected = null) =>
        Add(Severity.Error, code, place, field, message, seen, expected);

    public void Warn(string code, YamlPlace place, string? field, string message, string? expected = null) =>
        Add(Severity.Warning, code, place, field, message, null, expected);

    /// <returns>Errors before warnings, in the file's order.</returns>
    public IReadOnlyList<Problem> ToList() =>
        [.. _problems.OrderByDescending(problem => problem.Severity).ThenBy(problem => problem.Line).ThenBy(problem => problem.Position)];

    private void Add(Severity severity, string code, YamlPlace place, string? field, string message, string? seen, string? expected) =>
        _problems.Add(
            new Problem(code, message, file, null, field, ProblemList.Cut(seen), expected, severity, Line: place.Line, Position: place.Position));
}
