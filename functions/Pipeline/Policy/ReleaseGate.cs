using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Policy;

/// <summary>
/// Decides gates: what was asked before training against what was measured after it, on the interval. Limits are inclusive. A measure whose true
/// value is the limit passes in at most 1 − level of samples, 5 % at the level of 0.95; nominally half of it. See docs/decisions/0503 and 0530.
/// </summary>
public static class ReleaseGate
{
    /// <param name="gates">A gate on a disparity without an attribute asks it of every protected attribute.</param>
    /// <returns>
    /// One result a gate, or one an attribute, in the order of the gates; none for a comparison with a version that there is not. What is
    /// missing, unknown, not a number or without a limit is <see cref="GateOutcome.NotMeasured"/>, which is not a pass.
    /// </returns>
    public static IReadOnlyList<GateResult> Decide(IReadOnlyList<GateSpec> gates, GateEvidence evidence) =>
        [.. gates.SelectMany(gate => evidence.Of(gate).Select(Decide))];

    private static GateResult Decide(GateSubject subject)
    {
        var gate = subject.Gate;
        if (subject.Lack is { } lack)
        {
            return Result(subject, GateOutcome.NotMeasured, lack);
        }

        if (gate is { Min: null, Max: null } || gate.Min is { } low && double.IsNaN(low) || gate.Max is { } high && double.IsNaN(high))
        {
            return Result(subject, GateOutcome.NotMeasured, $"The gate on {GateText.Subject(gate, subject.Attribute)} has no limit that can be kept.");
        }

        return subject.Measure is { Value: { } value } measure && double.IsFinite(value) ? Measured(subject, measure, value) : Unmeasured(subject);
    }

    /// <summary>Too few rows of a group is another thing than no number: more rows would mend it.</summary>
    private static GateResult Unmeasured(GateSubject subject)
    {
        var name = GateText.Subject(subject.Gate, subject.Attribute);
        var why = subject.Measure is { } measure ? measure.Unmeasured ?? "the value is not a finite number" : "the report has no single measure of that name";
        return subject is { Measure: { Value: null, Unmeasured: not null }, LeftOut.Count: > 0 }
            ? Result(subject, GateOutcome.NotEnoughEvidence, $"{name} could not be decided: {why}.")
            : Result(subject, GateOutcome.NotMeasured, $"{name} was not measured: {why}.");
    }

    private static GateResult Measured(GateSubject subject, Measure measure, double value)
    {
        var gate = subject.Gate;
        var level = gate.Confidence ?? GateInterval.DefaultLevel;
        var interval = GateInterval.Of(measure, level, gate.Against is not null);
        var outcome = Outcome(gate, measure.N, interval);
        if (outcome == GateOutcome.Pass && subject.LeftOut.Count > 0)
        {
            outcome = GateOutcome.NotEnoughEvidence;
        }

        var needed = outcome == GateOutcome.NotEnoughEvidence ? RowsNeeded.Of(gate, measure.N, value, interval) : null;
        return Result(subject, outcome, GateSentence.Of(subject, measure, value, level, interval, outcome, needed)) with
        {
            Value = value,
            Lower = interval?.Lower,
            Upper = interval?.Upper,
            Confidence = level,
            N = measure.N,
            RowsNeeded = needed,
        };
    }

    private static GateOutcome Outcome(GateSpec gate, long n, GateInterval? interval) =>
        interval is null || n < (gate.MinimumRows ?? 0) ? GateOutcome.NotEnoughEvidence
        : interval.Upper < gate.Min || interval.Lower > gate.Max ? GateOutcome.Fail
        : interval.Lower < gate.Min || interval.Upper > gate.Max ? GateOutcome.NotEnoughEvidence
        : GateOutcome.Pass;

    private static GateResult Result(GateSubject subject, GateOutcome outcome, string reason)
    {
        var gate = subject.Gate;
        return new(GateText.Rule(gate, subject.Attribute), outcome, null, Finite(gate.Min), Finite(gate.Max), reason, subject.Attribute)
        {
            Severity = gate.Severity,
            Clause = gate.Clause,
            Policy = gate.Policy,
            Rationale = gate.Rationale,
        };
    }

    /// <summary>JSON has no NaN; a limit that is none is left out.</summary>
    private static double? Finite(double? limit) => limit is { } value && double.IsFinite(value) ? value : null;
}
