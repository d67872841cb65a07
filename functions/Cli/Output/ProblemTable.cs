using ServerlessMlops.Pipeline.Contracts;
using Spectre.Console;

namespace ServerlessMlops.Cli.Output;

/// <summary>Everything that is wrong, each with its place.</summary>
internal static class ProblemTable
{
    private const int Most = 40;

    public static void Write(IAnsiConsole console, IReadOnlyList<Problem> problems)
    {
        foreach (var problem in problems.Take(Most))
        {
            var (sign, colour) = problem.Severity == Severity.Error ? (Symbols.No, "red") : ("!", "yellow");
            console.MarkupLine($"  [{colour}]{sign}[/] [grey]{Markup.Escape(problem.Code)}[/]  {Markup.Escape(PlaceOf(problem) + problem.Message)}");
        }

        if (problems.Count > Most)
        {
            console.MarkupLineInterpolated($"    [grey]and {problems.Count - Most} more: see --json, or the receipt beside the file[/]");
        }
    }

    /// <summary><c>row 12, Age: </c>, or what of it is known.</summary>
    public static string PlaceOf(Problem problem)
    {
        var parts = new List<string>();
        if (problem.Line is { } line)
        {
            parts.Add(problem.Position is { } position ? $"{problem.File ?? "line"} {line}:{position}" : $"{problem.File ?? "line"} {line}");
        }

        if (problem.Row is { } row)
        {
            parts.Add($"row {Symbols.Count(row)}");
        }

        if (problem.Column is { Length: > 0 } column)
        {
            parts.Add(column);
        }

        return parts.Count == 0 ? "" : $"{string.Join(", ", parts)}: ";
    }
}
