using System.Globalization;
using Microsoft.AspNetCore.Http;
using ServerlessMlops.App.Activities;
using ServerlessMlops.App.Identity;
using ServerlessMlops.App.Middleware;
using ServerlessMlops.Pages;
using ServerlessMlops.Pipeline.Card;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Ledger;
using ServerlessMlops.Storage;

namespace ServerlessMlops.App.Triggers.Http;

/// <summary>Model cards: of versions as they were written at their release, and of a candidate as it stands; docs/cards.md.</summary>
public sealed class CardsApi(
    Registry registry, Bundles bundles, CardDesk cards, Approvals approvals, Storage.Runs runs)
{
    [Function("GetCard"), Access(Roles.SignedIn)]
    public async Task<IResult> OfVersion(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "models/{model}/versions/{version}/card")] HttpRequest request,
        string model,
        string version,
        CancellationToken cancellation)
    {
        if (!ModelNames.IsValid(model) || !int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || await registry.GetAsync(model, number, cancellation) is not { } released
            || await bundles.ReadManifestAsync(model, number, released.ManifestDigest, cancellation) is not { } manifest)
        {
            return ProblemResults.NotFound($"No version {version} of a model '{model}' was released.");
        }

        if (Asked(request) is not { } file)
        {
            return Unknown(request);
        }

        if (manifest.Card?.FirstOrDefault(rendering => rendering.Name == file.Name) is not { } kept || IsPage(request, file))
        {
            return await AnswerAsync(request, file, await cards.OfAsync(manifest, cancellation), $"{model}-{number}");
        }

        return await bundles.ReadCardAsync(manifest, kept, cancellation) is { } content
            ? new FileAnswer(content, file.MediaType, $"{model}-{number}-{file.Name}", kept.File.Digest)
            : ProblemResults.Conflict($"{file.Name} of {model} version {number} is missing, or is not what was released.");
    }

    [Function("GetCandidateCard"), Access(Roles.SignedIn)]
    public async Task<IResult> OfCandidate(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "approvals/{id}/card")] HttpRequest request, string id, CancellationToken cancellation)
    {
        if (await approvals.GetAsync(id, cancellation) is not { } asked || await runs.GetAsync(asked.RunId, cancellation) is not { } run)
        {
            return ProblemResults.NotFound($"No approval request {id} is stored.");
        }

        return Asked(request) is { } file
            ? await AnswerAsync(request, file, await cards.OfAsync(run, asked, await approvals.VotesAsync(id, cancellation), cancellation), asked.Model)
            : Unknown(request);
    }

    private static async Task<IResult> AnswerAsync(HttpRequest request, CardFile file, ModelCard card, string name)
    {
        if (IsPage(request, file))
        {
            return new PageResult(await CardPage.RenderAsync(new(card, request.Caller().Name, request.Path.Value)));
        }

        var content = await CardDesk.RenderAsync(card, file);
        return new FileAnswer(content, file.MediaType, $"{name}-{file.Name}", Digests.Sha256Hex(content));
    }

    /// <summary>A browser is shown a page of today; the file that was kept is asked for by its format.</summary>
    private static bool IsPage(HttpRequest request, CardFile file) => file == CardFile.Html && request.Query["format"].Count == 0;

    /// <summary>By <c>?format=</c>, else by what the caller accepts; null where the format is not known.</summary>
    private static CardFile? Asked(HttpRequest request) => request.Query["format"].ToString() switch
    {
        { Length: > 0 } format => CardFile.All.FirstOrDefault(file => file.Format == format),
        _ when request.WantsPage() => CardFile.Html,
        _ => CardFile.All.FirstOrDefault(file => file != CardFile.Html && request.Headers.Accept.ToString().Contains(file.MediaType, StringComparison.OrdinalIgnoreCase))
            ?? CardFile.Json,
    };

    private static IResult Unknown(HttpRequest request) => ProblemResults.BadRequest(
        $"Seen format '{request.Query["format"]}'; expected one of {string.Join(", ", CardFile.All.Select(file => file.Format))}.");
}
