using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Ledger;

namespace ServerlessMlops.Pipeline.Approval;

/// <summary>The rules of voting, in the order in which they are asked: what a stranger may not know comes after who they are.</summary>
public static class VoteAdmission
{
    public const int MaxReasonLength = 2_000;

    /// <param name="request">Null where there is none.</param>
    /// <param name="votes">Those stored for the request, in the order they were stored in.</param>
    /// <param name="now">UTC, of the server.</param>
    public static Admission Decide(ApprovalRequest? request, IReadOnlyList<Vote> votes, Ballot ballot, DateTimeOffset now)
    {
        if (request is null)
        {
            return new Admission.NotFound();
        }

        if (!request.Roles.Intersect(ballot.Roles, StringComparer.Ordinal).Any())
        {
            return new Admission.RoleMissing(request.Roles);
        }

        if (People.Same(ballot.Voter, request.Submitter))
        {
            return new Admission.SubmitterMayNotVote(request.Submitter);
        }

        if (votes.FirstOrDefault(vote => People.Same(vote.Voter, ballot.Voter)) is { } earlier)
        {
            return new Admission.AlreadyVoted(earlier);
        }

        return Tally.Decide(request, votes, now) switch
        {
            TallyOutcome.Closed { Decision: ApprovalDecision.Expired } => new Admission.Late(request.Deadline),
            TallyOutcome.Closed closed => new Admission.Decided(closed.Decision),
            _ when !Digests.Same(ballot.Digest, request.Digest) => new Admission.DigestChanged(request.Digest),
            _ when ballot.Reason.Trim() is { Length: 0 or > MaxReasonLength } => new Admission.ReasonRequired(MaxReasonLength),
            _ => new Admission.Admitted(
                new Vote(request.RequestId, ballot.Voter, ballot.Choice, ballot.Reason.Trim(), request.Digest, now.ToUniversalTime())),
        };
    }
}
