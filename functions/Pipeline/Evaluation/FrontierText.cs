using System.Globalization;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Evaluation;

/// <summary>The frontier in sentences, for whoever decides.</summary>
public static class FrontierText
{
    public static string Of(FrontierReport frontier)
    {
        var metric = frontier.Metric.Replace('_', ' ');
        var within = frontier.Points.Count(point => IsWithin(frontier, point));
        var chosen = frontier.Points.FirstOrDefault(point => point.Chosen);
        var best = frontier.Points.Where(point => point.Score is not null)
            .MaxBy(point => frontier.MetricHigherIsBetter ? point.Score : -point.Score);
        string[] sentences =
        [
            chosen is null ? $"{Title(frontier)}." : $"{Title(frontier)}: {Chosen(frontier, chosen, metric)}",
            .. best is not null && best.Name != chosen?.Name
                ? [$"The best {metric} of any is {Text(best.Score)}, of {best.Name} with a disparity of {Text(best.Disparity.Value)}."]
                : Array.Empty<string>(),
            within == 0
                ? frontier.Points.Any(point => point.Disparity.Value is not null)
                    ? "No candidate is within it: the one of the least disparity goes on, and the gates decide."
                    : "No candidate's disparity was measured: the metric chose, and the gates decide."
                : $"{within} of {frontier.Points.Count} candidates {(within == 1 ? "is" : "are")} within the maximum.",
        ];
        return string.Join(' ', sentences);
    }

    /// <summary>e.g. <c>Equalized odds difference by Sex, on validation</c>.</summary>
    public static string Title(FrontierReport frontier)
    {
        var name = frontier.Measure.Replace('_', ' ');
        return $"{char.ToUpperInvariant(name[0])}{name[1..]} by {frontier.Attribute}, on validation";
    }

    public static bool IsWithin(FrontierReport frontier, FrontierPoint point) => point.Disparity.Value <= frontier.Maximum;

    private static string Chosen(FrontierReport frontier, FrontierPoint chosen, string metric)
    {
        var maximum = FormattableString.Invariant($"the maximum of {frontier.Maximum}");
        var n = chosen.Disparity.N.ToString("#,0", CultureInfo.InvariantCulture);
        var interval = chosen.Disparity is { Lower: { } lower, Upper: { } upper } ? $"95 % interval {Text(lower)} to {Text(upper)}, " : "";
        return chosen.Disparity.Value is { } value
            ? $"{chosen.Name} goes on with {Text(value)} ({interval}n\u00a0=\u00a0{n} in the smallest group), "
                + $"{(IsWithin(frontier, chosen) ? "within" : "above")} {maximum}, and {metric} {Text(chosen.Score)}."
            : $"{chosen.Name} goes on, not measured ({chosen.Disparity.Unmeasured}); {maximum} is not shown to be kept.";
    }

    private static string Text(double? value) => value?.ToString("0.000", CultureInfo.InvariantCulture) ?? "not measured";
}
