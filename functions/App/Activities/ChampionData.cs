using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Storage;

namespace ServerlessMlops.App.Activities;

/// <summary>The data that the live version was trained on: what new data are compared with.</summary>
public sealed class ChampionData(Aliases aliases, Registry registry, Bundles bundles, ArtifactStore artifacts)
{
    /// <returns>The table; null where nothing is live. With a problem where the data are no longer kept.</returns>
    public async Task<(Table? Table, Problem? Missing)> ReadAsync(string model, CancellationToken cancellation)
    {
        if (await aliases.FindAsync(model, cancellation: cancellation) is not { Version: var version }
            || await registry.GetAsync(model, version, cancellation) is not { } released)
        {
            return (null, null);
        }

        try
        {
            var manifest = await bundles.ReadManifestAsync(model, version, released.ManifestDigest, cancellation)
                ?? throw new ArtifactMissingException(released.ManifestDigest);
            var schema = await artifacts.ReadAsync<TableSchema>(manifest.Schema, cancellation);
            await using var snapshot = await artifacts.OpenAsync(manifest.Dataset, cancellation);
            return (Dataset.ReadAs(snapshot, schema), null);
        }
        catch (ArtifactMissingException missing)
        {
            return (null, new Problem(
                ProblemCodes.ReferenceMissing, $"The data of version {version} are no longer kept ({missing.Message}); drift was not measured.",
                Seen: missing.Digest, Expected: $"the data that {model} version {version} was trained on", Severity: Severity.Warning));
        }
    }
}
