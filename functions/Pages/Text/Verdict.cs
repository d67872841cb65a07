using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Policy;

namespace ServerlessMlops.Pages.Text;

/// <summary>The sentence that a page begins with.</summary>
/// <param name="Mark">good, wait or bad: how it is marked beside its words.</param>
public sealed record Verdict(string Mark, string Sentence)
{
    public static Verdict Of(EvaluationReport report) => GateVerdict.Of(report.Gates) switch
    {
        GateVerdict.Fail { Stopping.Count: 0 } => new("bad", "No gate was set, so none could pass."),
        GateVerdict.Fail { Stopping: var stopping } => new("bad", $"{Share(stopping, report)} did not pass: {Rules(stopping)}."),
        GateVerdict.Open { Gates: var open } => new("wait", $"For {Share(open, report)} there is not enough evidence, and people decide: {Rules(open)}."),
        _ => new("good", Passed(report.Gates)),
    };

    private static string Share(IReadOnlyList<GateResult> some, EvaluationReport report) =>
        $"{some.Count} of {Words.Plural(report.Gates.Count, "gate", "gates")}";

    private static string Rules(IReadOnlyList<GateResult> gates) => string.Join("; ", gates.Select(gate => gate.Rule));

    private static string Passed(IReadOnlyList<GateResult> gates)
    {
        var (waived, warned) = (gates.Count(gate => gate.Waiver is not null), gates.Count(gate => !gate.Passed && gate.Waiver is null));
        var passed = waived + warned > 0 ? $"{gates.Count - waived - warned} of {Words.Plural(gates.Count, "gate", "gates")} passed"
            : gates.Count == 1 ? "The one gate passed" : $"All {gates.Count} gates passed";
        return passed + (waived > 0 ? $", {waived} under a waiver" : "") + (warned > 0 ? $", {Words.Plural(warned, "warns", "warn")} only" : "") + ".";
    }

    /// <summary>The largest difference between groups, as a sentence; null where none was measured.</summary>
    public static string? LargestDisparity(EvaluationReport report)
    {
        var largest = report.Disparities.Where(d => d.Crossed is null)
            .SelectMany(d => d.Disparities.Where(m => !m.HigherIsBetter && m.Value is not null).Select(m => (d.Attribute, Measure: m)))
            .OrderByDescending(x => x.Measure.Value)
            .FirstOrDefault();
        return largest.Measure is not { } measure
            ? null
            : $"Largest disparity: {Words.Measure(measure.Name)} by {largest.Attribute} {Numbers.Of(measure.Value)}"
              + (measure.Lower is null ? "" : $" (95 % interval {Numbers.Interval(measure)})")
              + $", n\u00a0=\u00a0{Numbers.Count(measure.N)}.";
    }
}
