using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Policy;

/// <summary>An evaluation that was made, and what it was held to.</summary>
public sealed record PastEvaluation(string RunId, string Model, DateTimeOffset At, PipelineSpec Held, EvaluationReport Report);

/// <summary>What a run's gates come to, in one word; higher is worse.</summary>
public enum BackTestVerdict { Pass, People, Fail, Refused }

/// <summary>A gate whose outcome differs; null where one of the two policies does not ask it.</summary>
public sealed record GateFlip(string Rule, GateOutcome? Before, GateOutcome? After, string Reason);

/// <summary>One past evaluation under a policy that is to come.</summary>
/// <param name="Problems">Where the specification of then would be refused.</param>
public sealed record BackTest(
    string RunId, string Model, DateTimeOffset At, BackTestVerdict Before, BackTestVerdict After, IReadOnlyList<GateFlip> Gates, IReadOnlyList<Problem> Problems)
{
    public bool Flips => Before != After;
}

/// <summary>
/// Decides past evaluations again under other policies, from the numbers that were stored. Nothing is measured again: a gate on what was not measured
/// then is not measured.
/// </summary>
public static class PolicyBackTest
{
    public static BackTest Of(PastEvaluation past, PolicySet policies)
    {
        var problems = policies.Tighten(Redecision.Own(past.Held));
        var after = Redecision.Of(past.Held, past.Report, policies).Gates;
        return new(
            past.RunId, past.Model, past.At, Verdict(past.Report.Gates), problems.Count > 0 ? BackTestVerdict.Refused : Verdict(after),
            [.. Differing(past.Report.Gates, after)], problems);
    }

    private static BackTestVerdict Verdict(IReadOnlyList<GateResult> gates) => GateVerdict.Of(gates) switch
    {
        GateVerdict.Pass => BackTestVerdict.Pass,
        GateVerdict.Open => BackTestVerdict.People,
        _ => BackTestVerdict.Fail,
    };

    private static IEnumerable<GateFlip> Differing(IReadOnlyList<GateResult> before, IReadOnlyList<GateResult> after) =>
        before.Select(gate => gate.Rule).Union(after.Select(gate => gate.Rule))
            .Select(rule => (Rule: rule, Old: before.FirstOrDefault(gate => gate.Rule == rule), New: after.FirstOrDefault(gate => gate.Rule == rule)))
            .Where(pair => pair.Old?.Outcome != pair.New?.Outcome)
            .Select(pair => new GateFlip(pair.Rule, pair.Old?.Outcome, pair.New?.Outcome, (pair.New ?? pair.Old)!.Reason));
}
