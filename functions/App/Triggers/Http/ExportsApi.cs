using System.Globalization;
using Microsoft.AspNetCore.Http;
using ServerlessMlops.App.Identity;
using ServerlessMlops.App.Middleware;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Storage;
using static ServerlessMlops.App.Middleware.JsonBodies;

namespace ServerlessMlops.App.Triggers.Http;

/// <summary>A released version as files for other tools; what they are and how they were checked: docs/exports.md.</summary>
public sealed class ExportsApi(Registry registry, Bundles bundles)
{
    [Function("ListExports"), Access(Roles.SignedIn)]
    public async Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "models/{model}/versions/{version}/exports")] HttpRequest request,
        string model,
        string version,
        CancellationToken cancellation) =>
        await ManifestAsync(model, version, cancellation) is { } manifest
            ? Answer(new ExportList(manifest.Model, manifest.Version, manifest.Exports ?? []))
            : Missing(model, version);

    [Function("GetExport"), Access(Roles.SignedIn)]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "models/{model}/versions/{version}/exports/{name}")] HttpRequest request,
        string model,
        string version,
        string name,
        CancellationToken cancellation)
    {
        if (await ManifestAsync(model, version, cancellation) is not { } manifest)
        {
            return Missing(model, version);
        }

        if ((manifest.Exports ?? []).FirstOrDefault(export => export.Name == name) is not { } found)
        {
            var there = string.Join(", ", (manifest.Exports ?? []).Select(export => export.Name));
            return ProblemResults.NotFound($"{model} version {version} has no file '{name}'; it has {(there.Length > 0 ? there : "none")}.");
        }

        if (found.File is not { } file)
        {
            return ProblemResults.NotFound($"{name} is not offered for {model} version {version}. {found.NotOffered}");
        }

        return await bundles.ReadExportAsync(manifest, found, cancellation) is { } content
            ? new FileAnswer(content, file.MediaType, $"{model}-{manifest.Version}-{name}", file.Digest)
            : ProblemResults.Conflict($"{name} of {model} version {version} is missing, or is not what was released.");
    }

    private async Task<ReleaseManifest?> ManifestAsync(string model, string version, CancellationToken cancellation) =>
        ModelNames.IsValid(model)
        && int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && await registry.GetAsync(model, number, cancellation) is { } released
            ? await bundles.ReadManifestAsync(model, number, released.ManifestDigest, cancellation)
            : null;

    private static IResult Missing(string model, string version) => ProblemResults.NotFound($"No version {version} of a model '{model}' was released.");
}
