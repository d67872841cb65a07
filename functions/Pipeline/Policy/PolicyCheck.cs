using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Policy;

/// <summary>Compares a specification with the built-in policy, field by field.</summary>
internal static class PolicyCheck
{
    public static IReadOnlyList<Problem> Of(PipelineSpec spec) =>
        [.. Property(spec), .. Gates(spec), .. Approval(spec.Approval)];

    /// <summary>Intellectual property and law come before any number.</summary>
    private static IEnumerable<Problem> Property(PipelineSpec spec)
    {
        if (string.IsNullOrWhiteSpace(spec.Licence))
        {
            yield return Missing("licence", "under which licence the data may be used");
        }

        if (string.IsNullOrWhiteSpace(spec.LegalBasis))
        {
            yield return Missing("legalBasis", "on which legal basis the data is processed");
        }

        if (string.IsNullOrWhiteSpace(spec.Owner))
        {
            yield return Missing("owner", "the person who answers for the model");
        }

        if (!string.IsNullOrWhiteSpace(spec.Licence) && !TrainingUse.IsAllowed(spec))
        {
            yield return Missing("trainingUse", $"why the data may be used to train models, which the licence '{spec.Licence}' does not say by itself");
        }
    }

    private static IEnumerable<Problem> Gates(PipelineSpec spec)
    {
        foreach (var minimum in BuiltInPolicy.MinimumGates(spec.Task))
        {
            // A specification that says nothing gets the policy's gate; one that says less is told so, rather than quietly overruled.
            var strictest = spec.Gates.Where(gate => GateOrder.IsOfSame(gate, minimum) && gate.Min is not null).MaxBy(gate => gate.Min);
            if (strictest is not null && !GateOrder.IsMet(minimum, spec))
            {
                yield return Looser($"gates.{minimum.Metric}.min", GateText.Asked(strictest), GateText.Asked(minimum));
            }
        }
    }

    private static IEnumerable<Problem> Approval(ApprovalSpec approval)
    {
        if (approval.Quorum < BuiltInPolicy.Quorum)
        {
            yield return Looser("approval.quorum", $"{approval.Quorum}", $"at least {BuiltInPolicy.Quorum}");
        }

        if (!(approval.DeadlineHours is > 0 and <= BuiltInPolicy.MaxDeadlineHours))
        {
            yield return Looser(
                "approval.deadlineHours",
                GateText.Exact(approval.DeadlineHours),
                $"above 0, at most {GateText.Exact(BuiltInPolicy.MaxDeadlineHours)}");
        }

        var known = string.Join(", ", BuiltInPolicy.VotingRoles);
        if (approval.Roles.Count == 0)
        {
            yield return Looser("approval.roles", "none", $"at least one of {known}");
        }

        foreach (var role in approval.Roles.Except(BuiltInPolicy.VotingRoles))
        {
            yield return new(
                PolicyCodes.UnknownRole, $"approval.roles names '{role}', which nobody can have; expected {known}.",
                File: "pipeline.yaml", Column: "approval.roles", Seen: role, Expected: known);
        }
    }

    private static Problem Looser(string field, string seen, string expected) => new(
        PolicyCodes.Looser, $"{field} is {seen}; the built-in policy expects {expected}. A pipeline may tighten the policy, not loosen it.",
        File: "pipeline.yaml", Column: field, Seen: seen, Expected: expected);

    private static Problem Missing(string field, string expected) => new(
        PolicyCodes.Missing, $"{field} is empty; the built-in policy expects {expected}.",
        File: "pipeline.yaml", Column: field, Seen: "", Expected: expected);
}
