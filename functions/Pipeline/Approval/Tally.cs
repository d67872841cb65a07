using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Ledger;

namespace ServerlessMlops.Pipeline.Approval;

/// <summary>Where the counting stands.</summary>
public abstract record TallyOutcome
{
    private TallyOutcome()
    {
    }

    /// <param name="Approvals">Distinct people so far.</param>
    public sealed record Pending(int Approvals, int Quorum) : TallyOutcome;

    public sealed record Closed(ApprovalDecision Decision) : TallyOutcome;
}

/// <summary>Counts votes in the order they were stored in: the first to complete a decision makes it, and nothing after it changes it.</summary>
public static class Tally
{
    /// <param name="votes">In the order they were stored in.</param>
    /// <param name="now">UTC.</param>
    public static TallyOutcome Decide(ApprovalRequest request, IReadOnlyList<Vote> votes, DateTimeOffset now)
    {
        var approvals = new List<Vote>();
        foreach (var vote in votes.Where(vote => Counts(request, vote)))
        {
            if (vote.Choice == VoteChoice.Reject)
            {
                return new TallyOutcome.Closed(new ApprovalDecision.Rejected(vote));
            }

            if (!approvals.Exists(earlier => People.Same(earlier.Voter, vote.Voter)))
            {
                approvals.Add(vote);
            }

            if (approvals.Count >= request.Quorum)
            {
                return new TallyOutcome.Closed(new ApprovalDecision.Approved(approvals));
            }
        }

        return request.State == ApprovalState.Expired || now > request.Deadline
            ? new TallyOutcome.Closed(new ApprovalDecision.Expired(approvals.Count, request.Quorum))
            : new TallyOutcome.Pending(approvals.Count, request.Quorum);
    }

    // Admission has refused these already; a row that came in by another way must not count either.
    private static bool Counts(ApprovalRequest request, Vote vote) =>
        Digests.Same(vote.Digest, request.Digest)
        && !People.Same(vote.Voter, request.Submitter)
        && vote.CastAt <= request.Deadline;
}
