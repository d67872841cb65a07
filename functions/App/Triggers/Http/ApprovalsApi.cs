using Microsoft.AspNetCore.Http;
using ServerlessMlops.App.Activities;
using ServerlessMlops.App.Identity;
using ServerlessMlops.App.Middleware;
using ServerlessMlops.Pages;
using ServerlessMlops.Pipeline.Approval;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Storage;
using static ServerlessMlops.App.Middleware.JsonBodies;

namespace ServerlessMlops.App.Triggers.Http;

/// <summary>The question as a page and as JSON. Reading it never decides anything.</summary>
public sealed class ApprovalsApi(
    Approvals approvals, ArtifactStore artifacts, Storage.Runs runs, LastApproval lastApproval, AntiForgery antiForgery, TimeProvider time)
{
    [Function("ListApprovals"), Access(Roles.SignedIn)]
    public async Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "approvals")] HttpRequest request, CancellationToken cancellation)
    {
        ApprovalState? state = null;
        if (request.Query["state"].ToString() is { Length: > 0 } asked)
        {
            if (!Enum.TryParse<ApprovalState>(asked, ignoreCase: true, out var known) || !Enum.IsDefined(known))
            {
                return ProblemResults.BadRequest($"Seen state '{asked}'; expected one of {string.Join(", ", Enum.GetNames<ApprovalState>())}.");
            }

            state = known;
        }

        var found = await approvals.ListAsync(state, cancellation);
        return request.WantsPage() ? new PageResult(await ApprovalsPage.RenderAsync(new(found, request.Caller().Name))) : Answer(new { approvals = found });
    }

    [Function("GetApproval"), Access(Roles.SignedIn)]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "approvals/{id}")] HttpRequest request, string id, CancellationToken cancellation)
    {
        if (await approvals.GetAsync(id, cancellation) is not { } asked || await runs.GetAsync(asked.RunId, cancellation) is not { } run)
        {
            return ProblemResults.NotFound($"No approval request {id} is stored.");
        }

        var votes = await approvals.VotesAsync(id, cancellation);
        var evaluation = await artifacts.ReadAsync<EvaluationReport>(run.Evaluation!, cancellation);
        var explanation = evaluation.Explanation is { } explained ? await artifacts.ReadAsync<ExplanationReport>(explained, cancellation) : null;
        var pipeline = await artifacts.ReadAsync<PipelineSpec>(run.Data!.Pipeline, cancellation);
        var judgement = run.Data.Judgement is { } judged ? await artifacts.ReadAsync<DataJudgement>(judged, cancellation) : null;
        var datasheet = run.Datasheet is { } sheet ? await artifacts.ReadAsync<Datasheet>(sheet, cancellation) : null;
        var caller = request.Caller();
        var changes = await lastApproval.CompareAsync(asked, pipeline, caller.Name, cancellation);
        if (!request.WantsPage())
        {
            return Answer(new { request = asked, votes, evaluation, explanation, pipeline, judgement, datasheet, changes });
        }

        var ballot = new Ballot(caller.Name, caller.Roles, VoteChoice.Approve, "may vote?", asked.Digest);
        var admission = VoteAdmission.Decide(asked, votes, ballot, time.GetUtcNow());
        return new PageResult(await ApprovalPage.RenderAsync(new ApprovalPageModel
        {
            Request = asked,
            Votes = votes,
            Evaluation = evaluation,
            Explanation = explanation,
            Pipeline = pipeline,
            Judgement = judgement,
            Datasheet = datasheet,
            Changes = changes,
            Run = run,
            Viewer = caller.Name,
            Now = time.GetUtcNow(),
            Admission = admission,
            AntiForgery = antiForgery.ValueFor(caller, request.Path + "/votes", asked.Digest),
            MayAsk = admission is Admission.Admitted or Admission.NotYet && Questions.Ask(asked, caller.Name, caller.Roles, "may ask?", time.GetUtcNow()) is QuestionOutcome.Kept,
            MayAnswer = People.Same(caller.Name, asked.Submitter) || People.Same(caller.Name, run.Owner),
            AskSeal = antiForgery.ValueFor(caller, request.Path + "/questions", asked.Digest),
            AnswerSeals = (asked.Questions ?? []).Where(question => question.Answer is null)
                .ToDictionary(question => question.Id, question => antiForgery.ValueFor(caller, $"{request.Path}/questions/{question.Id}/answer", asked.Digest)),
        }));
    }
}
