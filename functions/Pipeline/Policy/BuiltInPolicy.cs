using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Policy;

/// <summary>
/// What holds for every model, whatever its pipeline.yaml says: that may tighten it and never loosen it. The submitter never votes; that is
/// no setting. See docs/decisions/0224.
/// </summary>
public static class BuiltInPolicy
{
    /// <summary>Changes with any limit below, and stands in the evidence of every approval.</summary>
    public const string Version = "built-in/2";

    /// <summary>Distinct people that must approve, at least.</summary>
    public const int Quorum = 2;

    /// <summary>Hours that a request may stay open, at most: 90 days.</summary>
    public const double MaxDeadlineHours = 90 * 24;

    /// <summary>How much worse than an approved version a new one may be, of a measure whose range is 1.</summary>
    public const double Ratchet = 0.05;

    /// <summary>Roles that may be asked to vote.</summary>
    public static readonly IReadOnlyList<string> VotingRoles = ["Approver", "Auditor", "DataScientist", "Operator", "PolicyOwner"];

    /// <summary>
    /// Better than chance by a margin that is not nothing: 0.5 is chance for either AUC whatever the class shares, 0 for R². And not worse by
    /// <see cref="Ratchet"/> than the live version, the first approved one and the best: small steps down would else add up unseen.
    /// </summary>
    public static IReadOnlyList<GateSpec> MinimumGates(ModelTask task) => task switch
    {
        ModelTask.Binary => Gates("auc", 0.60, "auc"),
        ModelTask.Multiclass => Gates("macro_auc", 0.60, "accuracy"),
        _ => Gates("r2", 0.10, "r2"),
    };

    /// <summary>Where a specification is looser than the policy: each place with what was seen and what was expected. Empty: it holds.</summary>
    public static IReadOnlyList<Problem> Tighten(PipelineSpec spec) => PolicyCheck.Of(spec);

    /// <summary>The specification that a run is held to: its own limits, and the policy's wherever they are missing or looser.</summary>
    public static PipelineSpec Apply(PipelineSpec spec) => spec with
    {
        Gates = [.. spec.Gates, .. MinimumGates(spec.Task).Where(minimum => !GateOrder.IsMet(minimum, spec))],
        Approval = spec.Approval with
        {
            Quorum = Math.Max(spec.Approval.Quorum, Quorum),
            DeadlineHours = Math.Min(spec.Approval.DeadlineHours, MaxDeadlineHours),
        },
    };

    private static GateSpec[] Gates(string chance, double least, string compared) =>
    [
        new() { Metric = chance, Min = least, Policy = Version },
        .. Enum.GetValues<GateOpponent>().Select(opponent => new GateSpec
        {
            Metric = compared,
            Against = opponent,
            Min = -Ratchet,
            Severity = GateSeverity.Waiver,
            Policy = Version,
        }),
    ];
}
