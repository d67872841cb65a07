using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Policy;

namespace ServerlessMlops.Pipeline.Approval;

/// <summary>What a request is settled to ask, from what its model is held to.</summary>
public static class RequestRules
{
    /// <param name="spec">Policies applied.</param>
    /// <param name="excluded">Who announced, claimed or brought what is judged.</param>
    /// <param name="envelope">Why fewer people are asked; null where they are not.</param>
    public static ApprovalRules Of(ApprovalSpec spec, IReadOnlyList<string> excluded, string? envelope) => new()
    {
        Steps = envelope is not null ? [Single(spec, spec.Envelope!.Quorum)]
            : spec.Steps is { Count: > 0 } steps ? Filled(steps, spec.Quorum)
            : [Single(spec, spec.Quorum)],
        Escalation = spec.Escalation,
        Delegations = spec.Delegations ?? [],
        Excluded = excluded,
        ReminderHours = spec.ReminderHours,
        Envelope = envelope,
    };

    private static ApprovalStep Single(ApprovalSpec spec, int quorum) =>
        new() { Name = "approval", Roles = spec.People is null ? spec.Roles : [], People = spec.People ?? [], Quorum = quorum };

    /// <summary>Where all steps together ask fewer people than a policy does, the last one asks the rest.</summary>
    private static IReadOnlyList<ApprovalStep> Filled(IReadOnlyList<ApprovalStep> steps, int quorum)
    {
        var missing = quorum - steps.Sum(step => step.Quorum);
        return missing <= 0 ? steps : [.. steps.SkipLast(1), steps[^1] with { Quorum = steps[^1].Quorum + missing }];
    }
}

/// <summary>Whether a retrain stays within what was agreed on beforehand.</summary>
/// <remarks>
/// In the way of a predetermined change control plan (FDA guidance of December 2024 for device software functions): what may change, and how it is
/// shown to be harmless, is approved before it changes.
/// </remarks>
public static class ChangeEnvelopes
{
    /// <param name="since">Against the newest approved version; null: there is none.</param>
    /// <returns>The sentence why it is inside; null: outside, or there is no envelope.</returns>
    public static string? Inside(ApprovalSpec spec, ChangesSince? since, EvaluationReport report)
    {
        if (spec.Envelope is not { } envelope || since is not { Changes.Count: 0 } || report.Gates.Any(gate => !gate.Passed || gate.Waiver is not null))
        {
            return null;
        }

        var primary = report.Contest?.InRole(OpponentRoles.Champion)?.Measures.FirstOrDefault();
        if (primary is not { Difference: { } difference })
        {
            return null;
        }

        var interval = GateInterval.Of(difference, GateInterval.DefaultLevel, isPaired: true);
        var worst = interval is null ? null : difference.HigherIsBetter ? -interval.Lower : (double?)interval.Upper;
        return worst <= envelope.MaximumLoss
            ? FormattableString.Invariant(
                $"Inside the change envelope: nothing that version {since.Version} was held to has changed, every gate passed, and {primary.Name} is worse than the champion's by at most {Math.Max(0, worst.Value):0.####} (allowed {envelope.MaximumLoss}).")
            : null;
    }
}
