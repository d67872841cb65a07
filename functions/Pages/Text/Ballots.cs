using ServerlessMlops.Pipeline.Approval;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pages.Text;

/// <summary>Why the viewer of a request sees no vote form.</summary>
public static class Ballots
{
    /// <summary>One sentence; null where a vote would be taken.</summary>
    public static string? WhyNot(Admission admission) => admission switch
    {
        Admission.Admitted or Admission.ReasonRequired or Admission.DigestChanged => null,
        Admission.RoleMissing missing => $"Voting here needs the role {string.Join(" or ", missing.Needed)}, which you do not have.",
        Admission.NotNamed => "The people who vote here are named, and you are not one of them.",
        Admission.NotYet early => $"{early.First} comes first; you are asked in {early.Own}.",
        Admission.SubmitterMayNotVote => "You submitted the data, so you cannot vote on the model.",
        Admission.AlreadyVoted { Earlier: var vote } => vote.Choice == VoteChoice.Approve
            ? "You have voted to approve. A vote stands."
            : "You have voted to reject. A vote stands.",
        Admission.Decided { Decision: ApprovalDecision.Rejected } => "The request was rejected; nothing is left to vote on.",
        Admission.Decided { Decision: ApprovalDecision.Voided voided } => $"{voided.Why} Votes on this page count for nothing; a new request follows.",
        Admission.Decided => "The request was decided; nothing is left to vote on.",
        Admission.Late => "The deadline has passed. Silence was not consent: the request has expired.",
        _ => "No vote can be taken.",
    };
}
