using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pages.Text;

/// <summary>The sentence that a page begins with.</summary>
/// <param name="Mark">good or bad: how it is marked beside its words.</param>
public sealed record Verdict(string Mark, string Sentence)
{
    public static Verdict Of(EvaluationReport report)
    {
        var open = report.Gates.Where(g => !g.Passed).ToList();
        return report.Gates.Count == 0
            ? new Verdict("bad", "No gate was set, so none could pass.")
            : open.Count == 0
            ? new Verdict("good", report.Gates.Count == 1 ? "The one gate passed." : $"All {report.Gates.Count} gates passed.")
            : new Verdict("bad", $"{open.Count} of {Words.Plural(report.Gates.Count, "gate", "gates")} did not pass: {string.Join("; ", open.Select(g => $"{g.Rule}{For(g)}"))}.");
    }

    /// <summary>The largest difference between groups, as a sentence; null where none was measured.</summary>
    public static string? LargestDisparity(EvaluationReport report)
    {
        var largest = report.Disparities
            .SelectMany(d => d.Disparities.Where(m => !m.HigherIsBetter && m.Value is not null).Select(m => (d.Attribute, Measure: m)))
            .OrderByDescending(x => x.Measure.Value)
            .FirstOrDefault();
        return largest.Measure is not { } measure
            ? null
            : $"Largest disparity: {Words.Measure(measure.Name)} by {largest.Attribute} {Numbers.Of(measure.Value)}"
              + (measure.Lower is null ? "" : $" (95 % interval {Numbers.Interval(measure)})")
              + $", n\u00a0=\u00a0{Numbers.Count(measure.N)}.";
    }

    private static string For(GateResult gate) => gate.Attribute is { } attribute ? $" by {attribute}" : "";
}
