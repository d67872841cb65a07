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

        if (Electorate.IsExcluded(request, ballot.Voter))
        {
            return new Admission.SubmitterMayNotVote(request.Submitter);
        }

        var rules = Electorate.Rules(request);
        string? Voice(ApprovalStep step) => Electorate.SpeaksFor(request, step, ballot.Voter, ballot.Roles, now);
        var own = rules.Steps.FirstOrDefault(step => Voice(step) is not null);
        if (own is null)
        {
            return rules.Steps.Any(step => step.People.Count > 0)
                ? new Admission.NotNamed([.. rules.Steps.Select(step => step.Name)])
                : new Admission.RoleMissing([.. rules.Steps.SelectMany(step => step.Roles).Distinct()]);
        }

        if (votes.FirstOrDefault(vote => People.Same(vote.Voter, ballot.Voter) || People.Same(vote.OnBehalfOf, ballot.Voter)) is { } earlier)
        {
            return new Admission.AlreadyVoted(earlier);
        }

        return Tally.Decide(request, votes, now) switch
        {
            TallyOutcome.Closed { Decision: ApprovalDecision.Expired } => new Admission.Late(Deadlines.Of(request, now)),
            TallyOutcome.Closed closed => new Admission.Decided(closed.Decision),
            TallyOutcome.Pending pending when Voice(pending.Step) is null => new Admission.NotYet(own.Name, pending.Step.Name),
            TallyOutcome.Pending pending when votes.Any(vote => SpokeFor(vote, Voice(pending.Step)!)) =>
                new Admission.AlreadyVoted(votes.First(vote => SpokeFor(vote, Voice(pending.Step)!))),
            _ when !Digests.Same(ballot.Digest, request.Digest) => new Admission.DigestChanged(request.Digest),
            _ when ballot.Reason.Trim() is { Length: 0 or > MaxReasonLength } => new Admission.ReasonRequired(MaxReasonLength),
            _ when ballot.Conditions is { Count: > 0 } conditions && Conditions.Fault(conditions, ballot.Choice) is { } fault => new Admission.ConditionsRefused(fault),
            TallyOutcome.Pending pending => new Admission.Admitted(Vote(request, ballot, pending.Step, Voice(pending.Step)!, now)),
            var other => throw new ArgumentOutOfRangeException(nameof(votes), other.GetType().Name, "Seen another outcome; expected pending or closed."),
        };
    }

    private static bool SpokeFor(Vote vote, string voice) => People.Same(vote.Voter, voice) || People.Same(vote.OnBehalfOf, voice);

    private static Vote Vote(ApprovalRequest request, Ballot ballot, ApprovalStep step, string voice, DateTimeOffset now) =>
        new(request.RequestId, ballot.Voter, ballot.Choice, ballot.Reason.Trim(), request.Digest, now.ToUniversalTime())
        {
            OnBehalfOf = People.Same(voice, ballot.Voter) ? null : voice,
            Step = request.Rules is null ? null : step.Name,
            Roles = request.Rules is null ? null : ballot.Roles,
            Conditions = ballot.Conditions is { Count: > 0 } conditions ? conditions : null,
        };
}
