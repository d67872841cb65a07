using Microsoft.AspNetCore.Http;
using ServerlessMlops.App.Activities;
using ServerlessMlops.App.Identity;
using ServerlessMlops.App.Middleware;
using ServerlessMlops.Pipeline.Approval;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Storage;
using static ServerlessMlops.App.Middleware.JsonBodies;

namespace ServerlessMlops.App.Triggers.Http;

public sealed record QuestionInput(string Text);

/// <summary>Approvers ask before they decide; the submitter or the owner answers. Both are recorded, and the clock stands meanwhile.</summary>
public sealed class QuestionsApi(Approvals approvals, RunJournal journal)
{
    [Function("AskQuestion"), Access(Roles.SignedIn)]
    public Task<IResult> Ask(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "approvals/{id}/questions")] HttpRequest request, string id, CancellationToken cancellation) =>
        KeepAsync(request, id, "approval.asked", "/questions", (asked, _, text, now) => Questions.Ask(asked, request.Caller().Name, request.Caller().Roles, text, now), cancellation);

    [Function("AnswerQuestion"), Access(Roles.SignedIn)]
    public Task<IResult> AnswerOne(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "approvals/{id}/questions/{question}/answer")] HttpRequest request,
        string id,
        string question,
        CancellationToken cancellation) =>
        KeepAsync(
            request, id, "approval.answered", $"/questions/{question}/answer",
            (asked, owner, text, now) => Questions.Answer(asked, int.TryParse(question, out var number) ? number : 0, request.Caller().Name, owner, text, now), cancellation);

    private async Task<IResult> KeepAsync(
        HttpRequest request,
        string id,
        string action,
        string tail,
        Func<ApprovalRequest, string?, string, DateTimeOffset, QuestionOutcome> judge,
        CancellationToken cancellation)
    {
        if (!(await ReadAsync(request, cancellation)).IsRead(out var input, out var unreadable))
        {
            return unreadable;
        }

        if (await approvals.GetAsync(id, cancellation) is not { } found)
        {
            return ProblemResults.NotFound($"No approval request {id} is stored.");
        }

        var run = await journal.GetAsync(found.RunId, cancellation);
        var outcome = await approvals.QuestionAsync(id, (asked, now) => judge(asked, run.Owner, input.Text, now), cancellation);
        if (outcome is QuestionOutcome.Refused refused)
        {
            return Refusals.Of(refused);
        }

        var kept = (QuestionOutcome.Kept)outcome;

        var caller = request.Caller();
        await journal.RecordAsync(run, action, $"{action}.{id}.{kept.Question.Id}", new Dictionary<string, string>
        {
            ["request"] = id,
            ["question"] = $"{kept.Question.Id}",
            ["text"] = kept.Question.Answer ?? kept.Question.Text,
        }, cancellation, new(caller.Name, ActorKind.Person, caller.Roles));
        return request.HasFormContentType ? Reasons.BackTo(request, tail) : Answer(kept.Request, StatusCodes.Status201Created);
    }

    private static async Task<JsonBody<QuestionInput>> ReadAsync(HttpRequest request, CancellationToken cancellation) => request.HasFormContentType
        ? new JsonBody<QuestionInput>.Read(new((await request.ReadFormAsync(cancellation))["text"].ToString()))
        : await request.ReadBodyAsync<QuestionInput>();
}
