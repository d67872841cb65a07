using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Approval;

/// <summary>A vote as it was handed in: who, in which roles, on what they saw.</summary>
/// <param name="Voter">The signed-in name; never from a header or a form.</param>
/// <param name="Roles">The signed-in roles.</param>
/// <param name="Digest">The evidence digest of the page that the voter saw.</param>
/// <param name="Reason">1 to 2,000 characters.</param>
public sealed record Ballot(string Voter, IReadOnlyList<string> Roles, VoteChoice Choice, string Reason, string Digest)
{
    /// <summary>Under what it approves; null: without conditions.</summary>
    public IReadOnlyList<ReleaseCondition>? Conditions { get; init; }
}

/// <summary>Whether a ballot becomes a vote. Each refusal has one HTTP status.</summary>
public abstract record Admission(int Status)
{
    /// <param name="Vote">What is to be stored.</param>
    public sealed record Admitted(Vote Vote) : Admission(201);

    public sealed record NotFound() : Admission(404);

    public sealed record RoleMissing(IReadOnlyList<string> Needed) : Admission(403);

    /// <summary>The steps name people, and the voter is none of them, nor stands in for one.</summary>
    /// <param name="Steps">By name.</param>
    public sealed record NotNamed(IReadOnlyList<string> Steps) : Admission(403);

    /// <param name="Own">The step that the voter is asked in.</param>
    /// <param name="First">The one that comes before it.</param>
    public sealed record NotYet(string Own, string First) : Admission(409);

    /// <param name="Why">As a sentence.</param>
    public sealed record ConditionsRefused(string Why) : Admission(422);

    public sealed record SubmitterMayNotVote(string Submitter) : Admission(403);

    /// <param name="Earlier">The vote that stands.</param>
    public sealed record AlreadyVoted(Vote Earlier) : Admission(409);

    /// <summary>Others decided first.</summary>
    /// <param name="Decision">What stands, with the votes that made it.</param>
    public sealed record Decided(ApprovalDecision Decision) : Admission(409);

    /// <summary>The deadline has passed.</summary>
    public sealed record Late(DateTimeOffset Deadline) : Admission(410);

    /// <summary>What was seen is not what is asked.</summary>
    /// <param name="Asked">The request's digest.</param>
    public sealed record DigestChanged(string Asked) : Admission(409);

    /// <param name="MaxLength">Characters.</param>
    public sealed record ReasonRequired(int MaxLength) : Admission(422);
}
