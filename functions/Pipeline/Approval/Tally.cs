using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Ledger;

namespace ServerlessMlops.Pipeline.Approval;

/// <summary>Where the counting stands.</summary>
public abstract record TallyOutcome
{
    private TallyOutcome()
    {
    }

    /// <param name="Approvals">Distinct people so far, over all steps.</param>
    /// <param name="Quorum">Of all steps together.</param>
    /// <param name="Step">That is being voted on.</param>
    public sealed record Pending(int Approvals, int Quorum, ApprovalStep Step) : TallyOutcome;

    public sealed record Closed(ApprovalDecision Decision) : TallyOutcome;
}

/// <summary>Counts votes in the order they were stored in: the first to complete a decision makes it, and nothing after it changes it.</summary>
public static class Tally
{
    /// <param name="votes">In the order they were stored in.</param>
    /// <param name="now">UTC.</param>
    public static TallyOutcome Decide(ApprovalRequest request, IReadOnlyList<Vote> votes, DateTimeOffset now)
    {
        if (request.Void is { } voided)
        {
            return new TallyOutcome.Closed(voided);
        }

        var rules = Electorate.Rules(request);
        var (approvals, inStep, place) = (new List<Vote>(), new List<Vote>(), 0);
        foreach (var vote in votes)
        {
            if (!Counts(request, rules.Steps[place], vote) || approvals.Exists(earlier => SharesAPerson(earlier, vote)))
            {
                continue;
            }

            if (vote.Choice == VoteChoice.Reject)
            {
                return new TallyOutcome.Closed(new ApprovalDecision.Rejected(vote));
            }

            approvals.Add(vote);
            inStep.Add(vote);
            if (inStep.Count >= rules.Steps[place].Quorum)
            {
                (inStep, place) = ([], place + 1);
            }

            if (place == rules.Steps.Count)
            {
                return new TallyOutcome.Closed(new ApprovalDecision.Approved(approvals));
            }
        }

        var quorum = rules.Steps.Sum(step => step.Quorum);
        return request.State == ApprovalState.Expired || now > Deadlines.Of(request, now)
            ? new TallyOutcome.Closed(new ApprovalDecision.Expired(approvals.Count, quorum))
            : new TallyOutcome.Pending(approvals.Count, quorum, rules.Steps[place]);
    }

    // Admission has refused these already; a row that came in by another way must not count either.
    private static bool Counts(ApprovalRequest request, ApprovalStep step, Vote vote) =>
        Digests.Same(vote.Digest, request.Digest)
        && vote.CastAt <= Deadlines.Of(request, vote.CastAt)
        && (vote.Roles is null
            ? !Electorate.IsExcluded(request, vote.Voter)
            : Electorate.SpeaksFor(request, step, vote.Voter, vote.Roles, vote.CastAt) is { } voice && People.Same(voice, vote.OnBehalfOf ?? vote.Voter));

    /// <summary>One person is one voice, whether they cast it or lent it.</summary>
    private static bool SharesAPerson(Vote one, Vote other) =>
        new[] { one.Voter, one.OnBehalfOf }.OfType<string>().Any(person => People.Same(person, other.Voter) || People.Same(person, other.OnBehalfOf));
}
