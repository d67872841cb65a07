using System.Text.Json.Serialization;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.App.Orchestrations;

public sealed record PlanInput(string RunId, IngestOutcome.Accepted Data);

/// <summary>A search from what the candidates came to with their own settings.</summary>
public sealed record SearchInput(
    string RunId, IngestOutcome.Accepted Data, TrainingPlan Plan, IReadOnlyList<CandidateResult> Defaults);

/// <param name="Seen">All results so far.</param>
public sealed record ProposeInput(string RunId, IngestOutcome.Accepted Data, TrainingPlan Plan, IReadOnlyList<CandidateResult> Seen);

public sealed record EvaluateInput(
    RunRequest Run, IngestOutcome.Accepted Data, ArtifactRef Split, IReadOnlyList<CandidateResult> Candidates)
{
    /// <summary>As <see cref="TrainingPlan.Seal"/>; null for runs from before gates were sealed by digest.</summary>
    public string? Seal { get; init; }
}

/// <summary>What people are asked to approve.</summary>
public sealed record ApprovalSubject(
    RunRequest Run, IngestOutcome.Accepted Data, ArtifactRef Split, EvaluationSummary Evaluated, string Submitter);

/// <summary>One asking; a new round follows when the champion moved before the deployment.</summary>
public sealed record ApprovalAsk(ApprovalSubject Subject, int Round)
{
    /// <summary>The run's id in the first round; later ones have ids of their own.</summary>
    public string RequestId => Round == 1 ? Subject.Run.RunId : RunIds.For(Subject.Run.RunId, "approval", $"{Round}");
}

/// <summary>The decision so far.</summary>
/// <param name="Decision">Null while the request is open.</param>
/// <param name="Votes">Votes stored when it was read.</param>
public sealed record ApprovalProgress(ApprovalDecision? Decision, int Votes)
{
    /// <summary>When to look again, UTC; null in histories of before, where the request's deadline says it.</summary>
    public DateTime? NextLook { get; init; }
}

public sealed record DeployInput(ApprovalAsk Ask, ApprovalDecision.Approved Approval);

[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Live), "live")]
[JsonDerivedType(typeof(Superseded), "superseded")]
public abstract record DeployOutcome
{
    private DeployOutcome()
    {
    }

    public sealed record Live(int Version) : DeployOutcome;

    /// <summary>The champion moved after the request was opened: what was approved is no longer what would be replaced.</summary>
    public sealed record Superseded(int? Champion) : DeployOutcome;
}
