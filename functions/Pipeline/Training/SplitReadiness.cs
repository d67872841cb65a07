using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Pipeline.Training;

/// <summary>Whether each part of a split can do its work: a split by time or by group may leave a class out.</summary>
public static class SplitReadiness
{
    /// <returns>Errors; empty where it can.</returns>
    public static IReadOnlyList<Problem> Check(SplitAssignment split, TargetVector target, string file)
    {
        var problems = new ProblemList(file);
        foreach (var part in Enum.GetValues<SplitPart>())
        {
            var rows = Splitter.Rows(split, part);
            var name = part.ToString().ToLowerInvariant();
            if (rows.Length == 0)
            {
                problems.Error(
                    ProblemCodes.SplitPartLacks, $"The split leaves no row for {name}.", seen: "0 rows", expected: "rows in each part");
            }
            else if (target.Task != ModelTask.Regression)
            {
                var seen = rows.Select(row => target.Class[row]).ToHashSet();
                string[] lacking = [.. target.Classes.Where((_, index) => !seen.Contains(index))];
                if (lacking.Length > 0)
                {
                    problems.Error(
                        ProblemCodes.SplitPartLacks,
                        $"The {rows.Length} rows for {name} have no row of {string.Join(", ", lacking.Take(10).Select(one => $"'{one}'"))}.",
                        seen: $"{seen.Count} of {target.Classes.Count} classes", expected: "each class in each part");
                }
            }
        }

        return problems.ToList();
    }
}
