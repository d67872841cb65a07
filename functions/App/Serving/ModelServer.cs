using System.Collections.Concurrent;
using ServerlessMlops.Learning;
using ServerlessMlops.Pipeline.Approval;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Ledger;
using ServerlessMlops.Storage;

namespace ServerlessMlops.App.Serving;

/// <summary>A version ready to answer.</summary>
public sealed record LiveModel(ReleaseManifest Manifest, Scorer Scorer);

/// <summary>Keeps each version's scorer once it was checked. Default deny: what is not what was approved never loads.</summary>
public sealed class ModelServer(Aliases aliases, Registry registry, Bundles bundles)
{
    private readonly ConcurrentDictionary<string, Lazy<Task<LiveModel>>> loaded = new(StringComparer.Ordinal);

    /// <returns>The champion of the moment; null where nothing is live.</returns>
    /// <exception cref="AlteredReleaseException">The bundle, the model or the evidence is not what was approved.</exception>
    public async Task<LiveModel?> ChampionAsync(string model, CancellationToken cancellation)
    {
        if (await aliases.FindAsync(model, cancellation: cancellation) is not { } champion)
        {
            return null;
        }

        var key = $"{model}@{champion.Version}";
        var loading = loaded.GetOrAdd(key, _ => new(() => LoadAsync(model, champion.Version)));
        try
        {
            return await loading.Value.WaitAsync(cancellation);
        }
        catch when (loading is { IsValueCreated: true, Value.IsFaulted: true })
        {
            // A failure is not kept: the next call asks storage again.
            loaded.TryRemove(KeyValuePair.Create(key, loading));
            throw;
        }
    }

    /// <summary>A version read and checked anew, live or not; whoever asks disposes of its scorer.</summary>
    /// <exception cref="AlteredReleaseException">The bundle, the model or the evidence is not what was approved.</exception>
    public async Task<LiveModel> LoadAsync(string model, int version)
    {
        var registered = await registry.GetAsync(model, version) ?? throw new AlteredReleaseException(model, version, "it is not in the registry");
        var manifest = await bundles.ReadManifestAsync(model, version, registered.ManifestDigest)
            ?? throw new AlteredReleaseException(model, version, "its manifest is missing, or is not the registered one");
        if (Fault(manifest) is { } fault)
        {
            throw new AlteredReleaseException(model, version, fault);
        }

        var file = await bundles.ReadModelAsync(manifest)
            ?? throw new AlteredReleaseException(model, version, "its model file is missing, or is not the one that was approved");
        return new(manifest, Scorer.Load(file));
    }

    private static string? Fault(ReleaseManifest manifest)
    {
        if (!Digests.Same(EvidenceDigest.Of(manifest.Evidence), manifest.EvidenceDigest))
        {
            return "its evidence does not hash to the digest that was approved";
        }

        if (manifest.Evidence.ModelFile != manifest.ModelFile.Digest)
        {
            return "its model is not the one in the evidence";
        }

        return manifest.Votes.Count > 0 && manifest.Votes.All(vote => vote.Choice == VoteChoice.Approve && Digests.Same(vote.Digest, manifest.EvidenceDigest))
            ? null
            : "its votes are not on its evidence";
    }
}

/// <summary>A release that is not what was approved; it is never loaded.</summary>
public sealed class AlteredReleaseException(string model, int version, string why) : Exception($"{model}@{version} is refused: {why}.")
{
    public string Model { get; } = model;

    public int Version { get; } = version;
}
