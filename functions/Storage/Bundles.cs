using System.Text.Json;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Ledger;
using ServerlessMlops.Pipeline.Release;

namespace ServerlessMlops.Storage;

/// <param name="Manifest">As it lies there: the first one that was written for this run.</param>
/// <param name="Digest">SHA-256 of its canonical JSON, which is what lies there.</param>
public sealed record WrittenBundle(ReleaseManifest Manifest, string Digest);

/// <summary>Release bundles at <c>models/{model}/{version}/</c>: each part written once, the manifest last, each checked when it is read.</summary>
public sealed class Bundles(StorageClients clients, ArtifactStore artifacts)
{
    private readonly BlobContainerClient _container = clients.Container(StorageNames.Models);

    /// <summary>Copies model and evaluation, then commits the bundle with its manifest. Cut off and called again, it goes on where it was.</summary>
    /// <exception cref="BundleCorruptException">Something else lies where a part belongs.</exception>
    public async Task<WrittenBundle> WriteAsync(ReleaseManifest manifest, CancellationToken cancellation = default)
    {
        await CopyAsync(manifest.ModelFile, ModelPath(manifest), cancellation);
        await CopyAsync(manifest.Evaluation, BundlePaths.Evaluation(manifest.Model, manifest.Version), cancellation);
        using var content = new MemoryStream(Rfc8785.Canonicalize(MlopsJson.WriteBytes(manifest)), writable: false);
        var path = BundlePaths.Manifest(manifest.Model, manifest.Version);
        await Blob(path).TryCreateAsync(content, ArtifactStore.Json, cancellation);
        var stored = await ReadAsync(path, cancellation);
        var written = new WrittenBundle(Parse(path, stored), Digests.Sha256Hex(stored));
        return written.Manifest.RunId == manifest.RunId
            ? written
            : throw new BundleCorruptException(path, $"run {written.Manifest.RunId} released this version, not {manifest.RunId}");
    }

    /// <summary>The manifest, if it is the one that the registry lists.</summary>
    /// <exception cref="BundleCorruptException">It is missing or altered.</exception>
    public async Task<ReleaseManifest> ManifestAsync(VersionRecord version, CancellationToken cancellation = default)
    {
        var path = BundlePaths.Manifest(version.Model, version.Version);
        var content = await ReadAsync(path, cancellation);
        return Digests.Same(Digests.Sha256Hex(content), version.ManifestDigest)
            ? Parse(path, content)
            : throw new BundleCorruptException(path, "its digest is not the one that the registry lists");
    }

    /// <summary>The model file, if it is the one that the manifest names: one flipped bit is refused.</summary>
    /// <exception cref="BundleCorruptException">It is missing or altered.</exception>
    public async Task<byte[]> ModelAsync(ReleaseManifest manifest, CancellationToken cancellation = default)
    {
        var path = ModelPath(manifest);
        var content = await ReadAsync(path, cancellation);
        return Digests.Same(Digests.Sha256Hex(content), manifest.ModelFile.Digest)
            ? content
            : throw new BundleCorruptException(path, "its digest is not the one that the manifest names");
    }

    private async Task CopyAsync(ArtifactRef artifact, string path, CancellationToken cancellation)
    {
        await using var content = await artifacts.OpenAsync(artifact, cancellation);
        var blob = Blob(path);
        if (!await blob.TryCreateAsync(content, artifact.MediaType, cancellation)
            && !Digests.Same(Digests.Sha256Hex(await ReadAsync(path, cancellation)), artifact.Digest))
        {
            throw new BundleCorruptException(path, "another content lies there");
        }
    }

    private async Task<byte[]> ReadAsync(string path, CancellationToken cancellation)
    {
        using var download = await Blob(path).TryOpenAsync(null, cancellation) ?? throw new BundleCorruptException(path, "it is missing");
        using var content = new MemoryStream();
        await download.Content.CopyToAsync(content, cancellation);
        return content.ToArray();
    }

    private static ReleaseManifest Parse(string path, byte[] content)
    {
        try
        {
            return MlopsJson.Read<ReleaseManifest>(content);
        }
        catch (JsonException)
        {
            throw new BundleCorruptException(path, "it is not a manifest");
        }
    }

    private static string ModelPath(ReleaseManifest manifest) => BundlePaths.ModelFile(manifest.Model, manifest.Version, manifest.ModelFile.MediaType);

    private BlockBlobClient Blob(string path) => _container.GetBlockBlobClient(path);
}

/// <summary>A release that is not what was approved: it is not loaded.</summary>
public sealed class BundleCorruptException(string path, string seen) : Exception($"models/{path}: {seen}.")
{
    public string Path { get; } = path;
}
