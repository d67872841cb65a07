using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Policy;

/// <summary>Decides gates: what was asked before training against what was measured after it. Limits are inclusive.</summary>
public static class ReleaseGate
{
    /// <param name="gates">A gate on a disparity without an attribute asks it of every protected attribute.</param>
    /// <returns>
    /// One result a gate, or one an attribute, in the order of the gates. What is missing, unknown, not a number or without a limit is
    /// <see cref="GateOutcome.NotMeasured"/>, which is not a pass.
    /// </returns>
    public static IReadOnlyList<GateResult> Decide(
        IReadOnlyList<GateSpec> gates, IReadOnlyList<Measure> metrics, IReadOnlyList<AttributeDisparity> disparities) =>
        [.. gates.SelectMany(gate => Decide(gate, metrics, disparities))];

    private static IEnumerable<GateResult> Decide(
        GateSpec gate, IReadOnlyList<Measure> metrics, IReadOnlyList<AttributeDisparity> disparities)
    {
        if ((gate.Metric is null) == (gate.Disparity is null))
        {
            return [NotMeasured(gate, gate.Attribute, "The gate must name either a metric or a disparity.")];
        }

        if (gate.Metric is { } metric)
        {
            return [Judge(gate, metric, null, metrics)];
        }

        AttributeDisparity[] asked = [.. disparities.Where(one => gate.Attribute is null || one.Attribute == gate.Attribute)];
        return asked.Length == 0
            ? [NotMeasured(gate, gate.Attribute, gate.Attribute is null
                ? "No protected attribute was measured." : $"No disparity by {gate.Attribute} was measured.")]
            : asked.Select(one => Judge(gate, gate.Disparity!, one.Attribute, one.Disparities));
    }

    private static GateResult Judge(GateSpec gate, string name, string? attribute, IReadOnlyList<Measure> measures)
    {
        var subject = attribute is null ? name : $"{name} by {attribute}";
        if (gate is { Min: null, Max: null } || gate.Min is { } low && double.IsNaN(low) || gate.Max is { } high && double.IsNaN(high))
        {
            return NotMeasured(gate, attribute, $"The gate on {subject} has no limit that can be kept.");
        }

        Measure[] found = [.. measures.Where(measure => measure.Name == name)];
        if (found is not [{ Value: { } value }] || !double.IsFinite(value))
        {
            var reason = found.Length == 1
                ? found[0].Unmeasured ?? "the value is not a finite number"
                : "the report has no single measure of that name";
            return NotMeasured(gate, attribute, $"{subject} was not measured: {reason}.");
        }

        var outcome = value < gate.Min || value > gate.Max ? GateOutcome.Fail : GateOutcome.Pass;
        return new(GateText.Rule(gate, attribute), outcome, value, gate.Min, gate.Max, Sentence(subject, value, gate), attribute);
    }

    private static string Sentence(string subject, double value, GateSpec gate) =>
        value < gate.Min ? $"{subject} is {GateText.Beside(value, gate.Min.Value)}; expected at least {GateText.Exact(gate.Min.Value)}."
        : value > gate.Max ? $"{subject} is {GateText.Beside(value, gate.Max.Value)}; expected at most {GateText.Exact(gate.Max.Value)}."
        : $"{subject} is {GateText.Beside(value, gate.Min ?? gate.Max!.Value)}, within the limit.";

    private static GateResult NotMeasured(GateSpec gate, string? attribute, string reason) =>
        new(GateText.Rule(gate, attribute), GateOutcome.NotMeasured, null, Finite(gate.Min), Finite(gate.Max), reason, attribute);

    /// <summary>JSON has no NaN; a limit that is none is left out.</summary>
    private static double? Finite(double? limit) => limit is { } value && double.IsFinite(value) ? value : null;
}
