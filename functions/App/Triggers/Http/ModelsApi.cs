using Microsoft.AspNetCore.Http;
using ServerlessMlops.App.Identity;
using ServerlessMlops.App.Middleware;
using ServerlessMlops.Pages;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Ledger;
using ServerlessMlops.Pipeline.Release;
using ServerlessMlops.Storage;
using static ServerlessMlops.App.Middleware.JsonBodies;

namespace ServerlessMlops.App.Triggers.Http;

/// <summary>Every released version of a model, and which is live.</summary>
public sealed record ModelView(string Model, AliasRecord? Champion, IReadOnlyList<VersionRecord> Versions, IReadOnlyList<DeploymentRecord> History);

/// <summary>What is live, what was, and the one call back.</summary>
public sealed class ModelsApi(Registry registry, Bundles bundles, ArtifactStore artifacts, Aliases aliases, AuditLog audit, AntiForgery antiForgery)
{
    [Function("ListModels"), Access(Roles.SignedIn)]
    public async Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "models")] HttpRequest request, CancellationToken cancellation)
    {
        var models = new List<ModelView>();
        foreach (var model in await registry.ModelsAsync(cancellation))
        {
            if (await ViewAsync(model, cancellation) is { Versions.Count: > 0 } view)
            {
                models.Add(view);
            }
        }

        return request.WantsPage()
            ? new PageResult(await ModelsPage.RenderAsync(new(
                [.. models.Select(m => new ModelSummary(m.Model, m.Champion, m.Versions.Count, m.Versions.Select(v => v.Version).DefaultIfEmpty().Max()))], request.Caller().Name)))
            : Answer(new { models });
    }

    [Function("GetModel"), Access(Roles.SignedIn)]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "models/{model}")] HttpRequest request, string model, CancellationToken cancellation)
    {
        if (!ModelNames.IsValid(model) || await ViewAsync(model, cancellation) is not { Versions.Count: > 0 } view)
        {
            return ProblemResults.NotFound($"No version of a model '{model}' was released.");
        }

        if (!request.WantsPage())
        {
            return Answer(view);
        }

        var caller = request.Caller();
        var live = await LiveAsync(view, cancellation);
        var evaluation = live is null ? null : await artifacts.ReadAsync<EvaluationReport>(live.Evaluation, cancellation);
        return new PageResult(await ModelPage.RenderAsync(new ModelPageModel
        {
            Model = model,
            Champion = view.Champion,
            Evaluation = evaluation,
            Explanation = evaluation?.Explanation is { } explained ? await artifacts.ReadAsync<ExplanationReport>(explained, cancellation) : null,
            Versions = view.Versions,
            History = view.History,
            Exports = live?.Exports is { } exports ? new(model, live.Version, exports) : null,
            Viewer = caller.Name,
            MayRollBack = caller.Has(Roles.Operator),
            AntiForgery = antiForgery.ValueFor(caller, request.Path + "/rollback", model),
        }));
    }

    [Function("RollBack"), Access(Roles.Operator)]
    public async Task<IResult> RollBack(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "models/{model}/rollback")] HttpRequest request,
        string model,
        CancellationToken cancellation)
    {
        if (!(await Reasons.ReadAsync(request, cancellation)).IsRead(out var input, out var unreadable))
        {
            return unreadable;
        }

        if (!ModelNames.IsValid(model) || await aliases.FindAsync(model, cancellation: cancellation) is not { } champion)
        {
            return ProblemResults.NotFound($"No version of a model '{model}' is live.");
        }

        var caller = request.Caller();
        var move = await aliases.RollbackAsync(model, champion.Version, $"rollback.{champion.ETag}", caller.Name, input.Reason, cancellation);
        if (move is not AliasMove.Moved { Alias: var now })
        {
            return ProblemResults.Conflict(move is AliasMove.NothingBefore
                ? $"Version {champion.Version} is the first; there is none to go back to."
                : "Another version became live meanwhile; look again.");
        }

        await audit.AppendAsync(
            new(AuditChains.Model(model), $"rollback.{champion.ETag}", "model.rolledBack", new(caller.Name, ActorKind.Person, caller.Roles), caller.Name,
                $"{model}@{now.Version}", new Dictionary<string, string> { ["from"] = $"{champion.Version}", ["to"] = $"{now.Version}", ["reason"] = input.Reason }),
            cancellation);
        return request.HasFormContentType ? Reasons.BackTo(request, "/rollback") : Answer(now);
    }

    /// <summary>The live version's manifest; null where nothing is live.</summary>
    private async Task<ReleaseManifest?> LiveAsync(ModelView view, CancellationToken cancellation) =>
        view.Versions.FirstOrDefault(version => version.Version == view.Champion?.Version) is { } live
            ? await bundles.ReadManifestAsync(live.Model, live.Version, live.ManifestDigest, cancellation)
            : null;

    private async Task<ModelView> ViewAsync(string model, CancellationToken cancellation) => new(
        model,
        await aliases.FindAsync(model, cancellation: cancellation),
        await registry.VersionsAsync(model, cancellation),
        await aliases.HistoryAsync(model, cancellation: cancellation));
}
