using System.Text.Json.Serialization;

namespace ServerlessMlops.Pipeline.Contracts;

public enum VoteChoice { Approve, Reject }

/// <summary>One vote, stored before anything acts on it.</summary>
/// <param name="Digest">The evidence digest that the voter saw; a vote on another one does not count.</param>
public sealed record Vote(string RequestId, string Voter, VoteChoice Choice, string Reason, string Digest, DateTimeOffset CastAt)
{
    /// <summary>The person in whose place it was cast; null: the voter's own.</summary>
    public string? OnBehalfOf { get; init; }

    /// <summary>The step it counts in; null in requests without steps.</summary>
    public string? Step { get; init; }

    /// <summary>The voter's roles when it was cast; null in votes of before.</summary>
    public IReadOnlyList<string>? Roles { get; init; }

    /// <summary>Under what it approves; null: without conditions.</summary>
    public IReadOnlyList<ReleaseCondition>? Conditions { get; init; }
}

public enum ApprovalState
{
    Open, Approved, Rejected, Expired,

    /// <summary>What was asked about changed while it was open; its votes count for nothing, and people are asked again.</summary>
    Voided,
}

/// <summary>A question put to people: one page shows it, votes answer it.</summary>
/// <param name="RequestId">The run's id: one request a run.</param>
/// <param name="Digest">SHA-256 over the canonical JSON of <paramref name="Evidence"/>.</param>
/// <param name="Submitter">The proven submitter, who cannot vote.</param>
public sealed record ApprovalRequest(
    string RequestId,
    string RunId,
    string Model,
    string Digest,
    ApprovalEvidence Evidence,
    string Submitter,
    IReadOnlyList<string> Roles,
    int Quorum,
    DateTimeOffset OpenedAt,
    DateTimeOffset Deadline,
    ApprovalState State = ApprovalState.Open,
    DateTimeOffset? ClosedAt = null)
{
    /// <summary>Null in requests of before: one step of <see cref="Roles"/> and <see cref="Quorum"/>.</summary>
    public ApprovalRules? Rules { get; init; }

    /// <summary>In the order they were asked in; null where none was.</summary>
    public IReadOnlyList<ApprovalQuestion>? Questions { get; init; }

    /// <summary>What changed while it was open; null where nothing did.</summary>
    public ApprovalDecision.Voided? Void { get; init; }

    /// <summary>The policies that it was asked under, where they are not those of the evaluation; a list of <see cref="OrganisationPolicy"/>.</summary>
    public ArtifactRef? Policies { get; init; }
}

/// <summary>What is being approved, by digest: nothing in it can change without the vote's digest failing to match.</summary>
/// <param name="ChampionVersion">The version that was live when the request was opened; null where none was.</param>
public sealed record ApprovalEvidence(
    string Dataset, string Split, string ModelFile, string Pipeline, string Evaluation, string PolicyVersion, int? ChampionVersion)
{
    /// <summary>The contract that the data met; null where none lay there.</summary>
    public string? Contract { get; init; }

    /// <summary>What was judged of the data before training.</summary>
    public string? Judgement { get; init; }
}

/// <summary>How the waiting ended.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Approved), "approved")]
[JsonDerivedType(typeof(Rejected), "rejected")]
[JsonDerivedType(typeof(Expired), "expired")]
[JsonDerivedType(typeof(Voided), "voided")]
public abstract record ApprovalDecision
{
    private ApprovalDecision()
    {
    }

    public sealed record Approved(IReadOnlyList<Vote> Votes) : ApprovalDecision;

    public sealed record Rejected(Vote Vote) : ApprovalDecision;

    public sealed record Expired(int Approvals, int Quorum) : ApprovalDecision;

    /// <summary>The evidence changed while people were voting.</summary>
    /// <param name="Why">What changed.</param>
    /// <param name="MayAskAgain">False where the gates stop it under what holds now.</param>
    public sealed record Voided(string Why, bool MayAskAgain) : ApprovalDecision;
}
