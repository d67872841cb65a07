using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Evaluation;

namespace ServerlessMlops.Pipeline.Policy;

/// <summary>Compares a specification with one policy of the organisation, field by field.</summary>
internal static class OrganisationCheck
{
    public static IEnumerable<Problem> Of(OrganisationPolicy policy, PipelineSpec spec) =>
        [.. Licence(policy, spec), .. Gates(policy, spec), .. Approval(policy, spec.Approval)];

    /// <summary>The policy's gates on measures that the task has, each with the policy that asks it and the clause that it serves.</summary>
    public static IEnumerable<GateSpec> Asked(OrganisationPolicy policy, PipelineSpec spec) =>
        policy.Gates
            .Where(gate => (gate.Metric ?? gate.Disparity) is { } measure && MeasureCatalog.Find(spec.Task, measure) is not null)
            .Select(gate => gate with { Policy = $"{policy.Name}@{policy.Version}", Clause = gate.Clause ?? policy.Clause });

    private static IEnumerable<Problem> Licence(OrganisationPolicy policy, PipelineSpec spec)
    {
        if (policy.Licences.Count > 0 && !policy.Licences.Contains(spec.Licence))
        {
            yield return new(
                PolicyCodes.NotAllowed,
                $"licence is '{spec.Licence}'; the policy {policy.Name} allows {string.Join(", ", policy.Licences)}.",
                File: "pipeline.yaml", Column: "licence", Seen: spec.Licence, Expected: string.Join(", ", policy.Licences));
        }
    }

    /// <summary>What a pipeline does not say it inherits; what it says less of is told, rather than quietly overruled.</summary>
    private static IEnumerable<Problem> Gates(OrganisationPolicy policy, PipelineSpec spec)
    {
        foreach (var asked in Asked(policy, spec))
        {
            var own = spec.Gates.FirstOrDefault(gate => GateOrder.IsOfSame(gate, asked) && gate.Attribute == asked.Attribute);
            if (own is not null && !GateOrder.IsMet(asked, spec))
            {
                yield return Looser(policy, $"gates.{asked.Metric ?? asked.Disparity}", GateText.Asked(own), GateText.Asked(asked));
            }

            string[] shielded = [.. spec.Protected.Select(one => one.Column)];
            var isMeasured = asked.Attribute is null ? shielded.Length > 0 : CrossedName.IsMeasured(asked.Attribute, shielded);
            if (asked.Disparity is not null && !isMeasured)
            {
                var expected = asked.Attribute is null ? "a protected attribute" : $"the protected attribute '{asked.Attribute}'";
                yield return new(
                    PolicyCodes.Missing,
                    $"protected names no such attribute; the policy {policy.Name} asks {GateText.Rule(asked)}, which needs {expected}.",
                    File: "pipeline.yaml", Column: "protected", Seen: "", Expected: expected);
            }
        }
    }

    private static IEnumerable<Problem> Approval(OrganisationPolicy policy, ApprovalSpec approval)
    {
        if (approval.Quorum < policy.Quorum && approval.Quorum != new ApprovalSpec().Quorum)
        {
            yield return Looser(policy, "approval.quorum", $"{approval.Quorum}", $"at least {policy.Quorum}");
        }

        if (approval.DeadlineHours > policy.DeadlineHours && !approval.DeadlineHours.Equals(new ApprovalSpec().DeadlineHours))
        {
            yield return Looser(
                policy, "approval.deadline", $"{GateText.Exact(approval.DeadlineHours)} hours", $"at most {GateText.Exact(policy.DeadlineHours!.Value)} hours");
        }
    }

    private static Problem Looser(OrganisationPolicy policy, string field, string seen, string expected) => new(
        PolicyCodes.Looser, $"{field} is {seen}; the policy {policy.Name} expects {expected}. A pipeline may tighten a policy, not loosen it.",
        File: "pipeline.yaml", Column: field, Seen: seen, Expected: expected);
}
