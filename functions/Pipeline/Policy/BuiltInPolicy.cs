using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Policy;

/// <summary>
/// What holds for every model, whatever its pipeline.yaml says: that may tighten it and never loosen it. The submitter never votes; that is
/// no setting. See docs/decisions/0224.
/// </summary>
public static class BuiltInPolicy
{
    /// <summary>Changes with any limit below, and stands in the evidence of every approval.</summary>
    public const string Version = "built-in/1";

    /// <summary>Distinct people that must approve, at least.</summary>
    public const int Quorum = 2;

    /// <summary>Hours that a request may stay open, at most: 90 days.</summary>
    public const double MaxDeadlineHours = 90 * 24;

    /// <summary>Roles that may be asked to vote.</summary>
    public static readonly IReadOnlyList<string> VotingRoles = ["Approver", "Auditor", "DataScientist", "Operator"];

    /// <summary>Better than chance by a margin that is not nothing: 0.5 is chance for either AUC whatever the class shares, 0 for R².</summary>
    public static IReadOnlyList<GateSpec> MinimumGates(ModelTask task) => task switch
    {
        ModelTask.Binary => [new() { Metric = "auc", Min = 0.60 }],
        ModelTask.Multiclass => [new() { Metric = "macro_auc", Min = 0.60 }],
        _ => [new() { Metric = "r2", Min = 0.10 }],
    };

    /// <summary>Where a specification is looser than the policy: each place with what was seen and what was expected. Empty: it holds.</summary>
    public static IReadOnlyList<Problem> Tighten(PipelineSpec spec) => PolicyCheck.Of(spec);

    /// <summary>The specification that a run is held to: its own limits, and the policy's wherever they are missing or looser.</summary>
    public static PipelineSpec Apply(PipelineSpec spec) => spec with
    {
        Gates = [.. spec.Gates, .. MinimumGates(spec.Task).Where(minimum => !IsMet(minimum, spec))],
        Approval = spec.Approval with
        {
            Quorum = Math.Max(spec.Approval.Quorum, Quorum),
            DeadlineHours = Math.Min(spec.Approval.DeadlineHours, MaxDeadlineHours),
        },
    };

    /// <summary>Some gate of the specification asks at least as much.</summary>
    internal static bool IsMet(GateSpec minimum, PipelineSpec spec) =>
        spec.Gates.Any(gate => gate.Metric == minimum.Metric && gate.Min >= minimum.Min);
}
