using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Policy;

/// <summary>Decides an evaluation again under the policies that hold now, from the numbers that were measured. The same input gives the same report.</summary>
public static class Redecision
{
    /// <param name="held">What the evaluation was held to.</param>
    /// <returns>The report with other gates; a waiver stays with the rule that it names.</returns>
    public static EvaluationReport Of(PipelineSpec held, EvaluationReport report, PolicySet policies)
    {
        var gates = ReleaseGate.Decide(policies.Apply(Own(held)).Gates, GateEvidence.Of(report));
        return report with { Gates = [.. gates.Select(gate => gate with { Waiver = gate.Severity == GateSeverity.Waiver ? Waived(report, gate) : null })] };
    }

    /// <summary>Without what earlier policies had added: what the pipeline itself asks stays.</summary>
    public static PipelineSpec Own(PipelineSpec held) => held with { Gates = [.. held.Gates.Where(gate => gate.Policy is null)] };

    private static WaiverUse? Waived(EvaluationReport report, GateResult gate) => report.Gates.FirstOrDefault(earlier => earlier.Rule == gate.Rule)?.Waiver;
}
