using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using ServerlessMlops.App.Identity;
using ServerlessMlops.App.Middleware;
using ServerlessMlops.Pages;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Ledger;
using ServerlessMlops.Pipeline.Release;
using ServerlessMlops.Storage;

namespace ServerlessMlops.App.Triggers.Http;

/// <summary>Every released version of a model, and which is live.</summary>
public sealed record ModelView(string Model, AliasRecord? Champion, IReadOnlyList<VersionRecord> Versions, IReadOnlyList<DeploymentRecord> History);

/// <summary>What is live, what was, and the one call back.</summary>
public sealed class ModelsApi(Registry registry, Aliases aliases, AuditLog audit, AntiForgery antiForgery, PageRenderer pages)
{
    [Function("ListModels"), Access(Roles.SignedIn)]
    public async Task<IActionResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "models")] HttpRequest request, CancellationToken cancellation)
    {
        var models = new List<ModelView>();
        foreach (var model in await registry.ModelsAsync(cancellation))
        {
            models.Add(await ViewAsync(model, cancellation));
        }

        return Json.Ok(new { models });
    }

    [Function("GetModel"), Access(Roles.SignedIn)]
    public async Task<IActionResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "models/{model}")] HttpRequest request, string model, CancellationToken cancellation)
    {
        if (!ModelNames.IsValid(model) || await ViewAsync(model, cancellation) is not { Versions.Count: > 0 } view)
        {
            return ProblemResults.NotFound($"No version of a model '{model}' was released.");
        }

        var caller = request.Caller();
        return request.WantsPage()
            ? Html.Page(await pages.ModelAsync(new ModelPageModel
            {
                Model = model,
                Champion = view.Champion,
                Versions = view.Versions,
                History = view.History,
                Viewer = caller.Name,
                MayRollBack = caller.Has(Roles.Operator),
                AntiForgery = antiForgery.For(caller, request.Path + "/rollback", model),
            }))
            : Json.Ok(view);
    }

    [Function("RollBack"), Access(Roles.Operator)]
    public async Task<IActionResult> RollBack(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "models/{model}/rollback")] HttpRequest request,
        string model,
        CancellationToken cancellation)
    {
        var (input, refusal) = await Reasons.ReadAsync(request, cancellation);
        if (input is null)
        {
            return refusal!;
        }

        if (!ModelNames.IsValid(model) || await aliases.FindAsync(model, cancellation: cancellation) is not { } champion)
        {
            return ProblemResults.NotFound($"No version of a model '{model}' is live.");
        }

        var caller = request.Caller();
        var move = await aliases.RollbackAsync(model, champion.Version, $"rollback.{champion.ETag}", caller.Name, input.Reason, cancellation);
        if (move is not AliasMove.Moved { Alias: var now })
        {
            return ProblemResults.Conflict(move is AliasMove.Conflict conflict
                ? $"Version {conflict.Current} became live meanwhile; look again."
                : $"Version {champion.Version} is the first; there is none to go back to.");
        }

        await audit.AppendAsync(
            new(AuditChains.Model(model), $"rollback.{champion.ETag}", "model.rolledBack", new(caller.Name, ActorKind.Person, caller.Roles), caller.Name,
                $"{model}@{now.Version}", new Dictionary<string, string> { ["from"] = $"{champion.Version}", ["to"] = $"{now.Version}", ["reason"] = input.Reason }),
            cancellation);
        return request.HasFormContentType ? Reasons.BackTo(request, "/rollback") : Json.Ok(now);
    }

    private async Task<ModelView> ViewAsync(string model, CancellationToken cancellation) => new(
        model,
        await aliases.FindAsync(model, cancellation: cancellation),
        await registry.VersionsAsync(model, cancellation),
        await aliases.HistoryAsync(model, cancellation: cancellation));
}
