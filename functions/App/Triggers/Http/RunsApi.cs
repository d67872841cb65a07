using Microsoft.AspNetCore.Http;
using ServerlessMlops.App.Identity;
using ServerlessMlops.App.Middleware;
using ServerlessMlops.App.Receipts;
using ServerlessMlops.Pages;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Ledger;
using ServerlessMlops.Storage;
using static ServerlessMlops.App.Middleware.JsonBodies;

namespace ServerlessMlops.App.Triggers.Http;

/// <summary>Where each run stands, and what it left behind.</summary>
public sealed class RunsApi(Storage.Runs runs, AuditLog audit, ReceiptDesk receipts, ArtifactStore artifacts)
{
    [Function("ListRuns"), Access(Roles.SignedIn)]
    public async Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "runs")] HttpRequest request, CancellationToken cancellation)
    {
        RunState? state = null;
        if (request.Query["state"].ToString() is { Length: > 0 } asked)
        {
            if (!Enum.TryParse<RunState>(asked, ignoreCase: true, out var known) || !Enum.IsDefined(known))
            {
                return ProblemResults.BadRequest($"Seen state '{asked}'; expected one of {string.Join(", ", Enum.GetNames<RunState>())}.");
            }

            state = known;
        }

        var model = request.Query["model"].ToString() is { Length: > 0 } named ? named : null;
        var top = int.TryParse(request.Query["top"], out var count) ? count : 50;
        var page = await runs.ListAsync(model, state, top, request.Query["continuation"], cancellation);
        return request.WantsPage() ? new PageResult(await RunsPage.RenderAsync(new(page.Runs, request.Caller().Name))) : Answer(page);
    }

    [Function("GetRun"), Access(Roles.SignedIn)]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "runs/{id}")] HttpRequest request, string id, CancellationToken cancellation)
    {
        if (await runs.GetAsync(id, cancellation) is not { } run)
        {
            return Missing(id);
        }

        var timeline = await audit.ReadAsync(AuditChains.Run(id), cancellation);
        return request.WantsPage()
            ? new PageResult(await Pages.RunPage.RenderAsync(new(await receipts.BuildAsync(run, cancellation), run, timeline, request.Caller().Name)))
            : Answer(new { run, timeline });
    }

    [Function("GetRunReceipt"), Access(Roles.SignedIn)]
    public async Task<IResult> Receipt(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "runs/{id}/receipt")] HttpRequest request, string id, CancellationToken cancellation)
    {
        if (await runs.GetAsync(id, cancellation) is not { } run)
        {
            return Missing(id);
        }

        var receipt = await receipts.BuildAsync(run, cancellation);
        return request.WantsPage() ? new PageResult(await ReceiptPage.RenderAsync(receipt)) : Answer(receipt);
    }

    [Function("GetRunEvaluation"), Access(Roles.SignedIn)]
    public async Task<IResult> Evaluation(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "runs/{id}/evaluation")] HttpRequest request, string id, CancellationToken cancellation) =>
        await runs.GetAsync(id, cancellation) is { Evaluation: { } evaluation }
            ? Answer(await artifacts.ReadAsync<EvaluationReport>(evaluation, cancellation))
            : ProblemResults.NotFound($"No evaluation of a run {id} is stored.");

    [Function("GetRunAudit"), Access(Roles.SignedIn)]
    public async Task<IResult> Audit(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "runs/{id}/audit")] HttpRequest request, string id, CancellationToken cancellation) =>
        await runs.GetAsync(id, cancellation) is null ? Missing(id) : Answer(await audit.ReadAsync(AuditChains.Run(id), cancellation));

    private static IResult Missing(string id) => ProblemResults.NotFound($"No run {id} is stored.");
}
