using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Ledger;

namespace ServerlessMlops.Pipeline.Policy;

/// <summary>Everything that a model is held to whatever its own files say: the built-in policy, and the organisation's.</summary>
/// <param name="Policies">By name.</param>
public sealed record PolicySet(IReadOnlyList<OrganisationPolicy> Policies)
{
    public static PolicySet BuiltInOnly { get; } = new([]);

    /// <summary>Names all of it, as evidence does: <c>built-in/1</c>, and the SHA-256 of the organisation's policies where there are any.</summary>
    public string Version => Policies.Count == 0 ? BuiltInPolicy.Version : $"{BuiltInPolicy.Version} sha256:{Digests.OfJson(Policies)}";

    /// <summary>Those that speak of a model.</summary>
    public IReadOnlyList<OrganisationPolicy> For(PipelineSpec spec) => [.. Policies.Where(policy => SpeaksOf(policy.AppliesTo, spec))];

    /// <summary>Where a specification is looser than what holds: each place with what was seen and what was expected. Empty: it holds.</summary>
    public IReadOnlyList<Problem> Tighten(PipelineSpec spec) =>
        [.. BuiltInPolicy.Tighten(spec), .. For(spec).SelectMany(policy => OrganisationCheck.Of(policy, spec))];

    /// <summary>The specification that a run is held to: its own limits, and those of every policy where they are missing or looser.</summary>
    public PipelineSpec Apply(PipelineSpec spec) =>
        For(spec).Aggregate(BuiltInPolicy.Apply(spec), (held, policy) => held with
        {
            Gates = [.. held.Gates, .. OrganisationCheck.Asked(policy, held).Where(gate => !GateOrder.IsMet(gate, held))],
            Approval = held.Approval with
            {
                Quorum = Math.Max(held.Approval.Quorum, policy.Quorum ?? 0),
                DeadlineHours = Math.Min(held.Approval.DeadlineHours, policy.DeadlineHours ?? double.MaxValue),
            },
        });

    private static bool SpeaksOf(PolicyScope scope, PipelineSpec spec) =>
        (scope.Models.Count == 0 || scope.Models.Any(pattern => Matches(pattern, spec.Model)))
        && (scope.RiskClasses.Count == 0 || scope.RiskClasses.Contains(spec.RiskClass))
        && (scope.Tasks.Count == 0 || scope.Tasks.Contains(spec.Task));

    private static bool Matches(string pattern, string model) =>
        pattern.EndsWith('*') ? model.StartsWith(pattern[..^1], StringComparison.Ordinal) : model == pattern;
}
