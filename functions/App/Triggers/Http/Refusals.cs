using Microsoft.AspNetCore.Http;
using ServerlessMlops.App.Middleware;
using ServerlessMlops.Pipeline.Approval;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.App.Triggers.Http;

/// <summary>Why a ballot did not become a vote, in words for the person who cast it.</summary>
public static class Refusals
{
    public static IResult Of(Admission admission, string id) => admission switch
    {
        Admission.NotFound => ProblemResults.NotFound($"No approval request {id} is stored."),
        Admission.RoleMissing missing => ProblemResults.Forbidden($"Voting here needs the role {string.Join(" or ", missing.Needed)}."),
        Admission.NotNamed named => ProblemResults.Forbidden($"{string.Join(" and ", named.Steps)} name the people who vote, and you are not one of them."),
        Admission.NotYet early => ProblemResults.Conflict($"{early.First} comes first; you are asked in {early.Own}."),
        Admission.ConditionsRefused refused => ProblemResults.Unprocessable("The conditions cannot be kept.", [new Problem("CONDITION", refused.Why, Column: "conditions")]),
        Admission.SubmitterMayNotVote submitter => ProblemResults.Forbidden($"{submitter.Submitter} submitted the data and so cannot vote on the model."),
        Admission.AlreadyVoted voted => ProblemResults.Conflict($"{voted.Earlier.Voter} voted {Word(voted.Earlier.Choice)} on {voted.Earlier.CastAt:yyyy-MM-dd HH:mm} UTC; a vote stands."),
        Admission.Decided decided => ProblemResults.Conflict(Winner(decided.Decision)),
        Admission.Late late => ProblemResults.Gone($"The deadline was {late.Deadline:yyyy-MM-dd HH:mm} UTC; silence was not consent, and the request has expired."),
        Admission.DigestChanged changed => ProblemResults.Conflict($"The vote is on other evidence than is asked about; read the page again. Its digest is {changed.Asked}."),
        Admission.ReasonRequired reason => ProblemResults.Unprocessable(
            "A reason is required.", [new Problem("REASON", $"Expected 1 to {reason.MaxLength} characters.", Column: "reason")]),
        _ => throw new ArgumentOutOfRangeException(nameof(admission), admission.GetType().Name, "Seen an admitted ballot; expected a refusal."),
    };

    public static IResult Of(QuestionOutcome.Refused refused) => refused.Status switch
    {
        StatusCodes.Status403Forbidden => ProblemResults.Forbidden(refused.Why),
        StatusCodes.Status404NotFound => ProblemResults.NotFound(refused.Why),
        StatusCodes.Status409Conflict => ProblemResults.Conflict(refused.Why),
        StatusCodes.Status410Gone => ProblemResults.Gone(refused.Why),
        _ => ProblemResults.Unprocessable(refused.Why),
    };

    private static string Winner(ApprovalDecision decision) => decision switch
    {
        ApprovalDecision.Rejected rejected => $"The request was rejected first, by {rejected.Vote.Voter}.",
        ApprovalDecision.Approved approved => $"The request was approved first, by {string.Join(" and ", approved.Votes.Select(vote => vote.Voter))}.",
        ApprovalDecision.Voided voided => $"{voided.Why} The votes on it count for nothing; people are asked again.",
        _ => "The request has expired.",
    };

    private static string Word(VoteChoice choice) => choice == VoteChoice.Approve ? "to approve" : "to reject";
}
