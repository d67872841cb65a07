using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>Says what drifted: the table, each column, and groups within which columns did.</summary>
internal static class DriftProblems
{
    public static void Report(DriftReport report, ProblemList problems)
    {
        if (report.DatasetDrifted)
        {
            problems.Warn(
                ProblemCodes.DataDrift,
                $"{report.Drifted} of {report.Measured} columns drifted (limit {100 * report.ShareLimit:0} %): these {report.CurrentRows} "
                + $"rows are not like the {report.ReferenceRows} of the last approved version.",
                seen: $"{report.Drifted} of {report.Measured}", expected: $"below {100 * report.ShareLimit:0} %", count: report.Drifted);
        }

        foreach (var column in report.Columns.Where(column => column.Drifted))
        {
            problems.Warn(
                ProblemCodes.DataDrift, $"Column '{column.Column}' drifted: {Figures(column)}.", null, column.Column, Seen(column),
                Expected(column));
        }

        foreach (var group in report.Groups)
        {
            var columns = string.Join("; ", group.Drifted.Take(5).Select(column => $"'{column.Column}' ({Figures(column)})"));
            problems.Warn(
                ProblemCodes.DataDrift,
                $"Within group '{group.Group}' of '{group.Attribute}' {group.Drifted.Count} of {group.Measured} columns "
                + $"drifted: {columns}.",
                null, group.Attribute, group.Group, "a group as it was", group.Drifted.Count);
        }
    }

    private static string Figures(ColumnDrift column)
    {
        var figures = new List<string>();
        if (column.Statistic is not null)
        {
            figures.Add($"{Seen(column)}{(column.Limit is { } limit ? $" (limit {limit:0.##})" : "")}");
        }

        if (column.AdjustedP is { } p)
        {
            figures.Add($"corrected p {p:0.###e0}");
        }

        if (column.Psi is { } psi)
        {
            figures.Add($"PSI {psi:0.000}");
        }

        figures.Add($"{column.ReferenceRows} values then, {column.CurrentRows} now");
        return string.Join(", ", figures) + (column.Reason is { } why ? $": {why}" : "")
            + Values("new", column.NewValues) + Values("gone", column.VanishedValues);
    }

    private static string Seen(ColumnDrift column) =>
        column.Statistic is { } statistic ? $"{Name(column.Method)} {statistic:0.000}" : column.Reason ?? "";

    private static string Expected(ColumnDrift column) => column.Limit is { } limit ? $"below {limit:0.##}" : "as it was";

    private static string Values(string what, IReadOnlyList<string> values) =>
        values.Count == 0 ? "" : $"; {what}: {string.Join(", ", values.Take(5).Select(value => $"'{ProblemList.Cut(value)}'"))}";

    private static string Name(string? method) => method switch
    {
        "wasserstein" => "Wasserstein distance in standard deviations",
        "jensen_shannon" => "Jensen–Shannon distance",
        "kolmogorov_smirnov" => "D",
        "chi_square" => "χ²",
        _ => "z",
    };
}
