using Microsoft.AspNetCore.Http;
using ServerlessMlops.App.Identity;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Policy;
using ServerlessMlops.Storage;
using static ServerlessMlops.App.Middleware.JsonBodies;

namespace ServerlessMlops.App.Triggers.Http;

/// <summary>Evaluations that were made, with what they were held to: enough to decide them again.</summary>
public sealed class EvaluationsApi(Storage.Runs runs, ArtifactStore artifacts)
{
    private const int Most = 100;

    [Function("ListEvaluations"), Access(Roles.SignedIn)]
    public async Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "evaluations")] HttpRequest request, CancellationToken cancellation)
    {
        var model = request.Query["model"].ToString() is { Length: > 0 } named ? named : null;
        var top = int.TryParse(request.Query["top"], out var count) ? Math.Clamp(count, 1, Most) : Most;
        var page = await runs.ListAsync(model, null, top, request.Query["continuation"], cancellation);
        var evaluations = new List<PastEvaluation>();
        foreach (var run in page.Runs)
        {
            if (run is { Evaluation: { } evaluation, Data: { } data })
            {
                evaluations.Add(new(
                    run.Request.RunId, run.Request.Model, run.UpdatedAt,
                    await artifacts.ReadAsync<PipelineSpec>(data.Pipeline, cancellation),
                    await artifacts.ReadAsync<EvaluationReport>(evaluation, cancellation)));
            }
        }

        return Answer(new { evaluations, page.Continuation });
    }
}
