using System.Globalization;
using Microsoft.AspNetCore.Http;
using ServerlessMlops.App.Identity;
using ServerlessMlops.App.Middleware;
using ServerlessMlops.App.Orchestrations;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Storage;
using static ServerlessMlops.App.Middleware.JsonBodies;

namespace ServerlessMlops.App.Triggers.Http;

/// <param name="All">Every recorded candidate, not the released one alone.</param>
public sealed record ReproduceBody(bool All = false);

/// <param name="State">running, done or failed.</param>
/// <param name="Reason">Why it failed.</param>
public sealed record ReproductionView(string Id, string State, ReproductionReport? Report = null, string? Reason = null);

/// <summary>Trains a version again, as a run of its own: ask, then look.</summary>
public sealed class ReproductionsApi(Registry registry, TimeProvider time)
{
    private const string Prefix = "reproduction.";

    [Function("Reproduce"), Access(Roles.DataScientist, Roles.Operator, Roles.Auditor)]
    public async Task<IResult> Ask(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "models/{model}/versions/{version}/reproductions")] HttpRequest request,
        string model,
        string version,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        if (!(await request.ReadBodyAsync<ReproduceBody>()).IsRead(out var body, out var unreadable))
        {
            return unreadable;
        }

        if (!ModelNames.IsValid(model) || !int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || await registry.GetAsync(model, number, cancellation) is null)
        {
            return ProblemResults.NotFound($"No version {version} of a model '{model}' was released.");
        }

        var caller = request.Caller().Name;
        var id = RunIds.For($"{model}@{number}", caller, $"{time.GetUtcNow().UtcTicks}");
        var input = new ReproduceInput($"{Prefix}{id}", model, number, body.All, caller);
        await durable.ScheduleNewOrchestrationInstanceAsync(Names.ReproduceVersion, input, new StartOrchestrationOptions(input.Id), cancellation);
        return Answer(new ReproductionView(id, "running"), StatusCodes.Status202Accepted);
    }

    [Function("GetReproduction"), Access(Roles.SignedIn)]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "reproductions/{id}")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        if (await durable.GetInstanceAsync($"{Prefix}{id}", getInputsAndOutputs: true, cancellation) is not { } instance)
        {
            return ProblemResults.NotFound($"No reproduction {id} was asked for.");
        }

        return Answer(instance switch
        {
            { RuntimeStatus: OrchestrationRuntimeStatus.Completed } => new ReproductionView(id, "done", instance.ReadOutputAs<ReproductionReport>()),
            { IsCompleted: true } => new ReproductionView(id, "failed", Reason: instance.FailureDetails?.ErrorMessage ?? $"{instance.RuntimeStatus}"),
            _ => new ReproductionView(id, "running"),
        });
    }
}
