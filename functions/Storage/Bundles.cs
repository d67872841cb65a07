using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Ledger;
using ServerlessMlops.Pipeline.Release;

namespace ServerlessMlops.Storage;

/// <summary>Release bundles at <c>models/{model}/{version}/</c>: each part written once, the manifest last, each checked when it is read.</summary>
public sealed class Bundles(StorageClients clients, ArtifactStore artifacts)
{
    private readonly BlobContainerClient _container = clients.Container(StorageNames.Models);

    /// <summary>Copies model and evaluation, then commits the bundle with its manifest. Cut off and called again, it goes on where it was.</summary>
    /// <returns>SHA-256 of the manifest as it lies there: canonical JSON.</returns>
    /// <exception cref="BundleConflictException">Something else lies where a part belongs.</exception>
    public async Task<string> WriteAsync(ReleaseManifest manifest, CancellationToken cancellation = default)
    {
        await CopyAsync(manifest.ModelFile, ModelPath(manifest), cancellation);
        await CopyAsync(manifest.Evaluation, BundlePaths.Evaluation(manifest.Model, manifest.Version), cancellation);
        foreach (var export in manifest.Exports ?? [])
        {
            if (export.File is { } file)
            {
                await CopyAsync(file, BundlePaths.Export(manifest.Model, manifest.Version, export.Name), cancellation);
            }
        }

        foreach (var rendering in manifest.Card ?? [])
        {
            await CopyAsync(rendering.File, BundlePaths.Card(manifest.Model, manifest.Version, rendering.Name), cancellation);
        }

        var content = Rfc8785.Canonicalize(MlopsJson.WriteBytes(manifest));
        using var stream = new MemoryStream(content, writable: false);
        await PutAsync(stream, BundlePaths.Manifest(manifest.Model, manifest.Version), ArtifactStore.Json, Digests.Sha256Hex(content), cancellation);
        return Digests.Sha256Hex(content);
    }

    /// <returns>Null where it is missing, or is not the one that the registry lists.</returns>
    public async Task<ReleaseManifest?> ReadManifestAsync(
        string model, int version, string manifestDigest, CancellationToken cancellation = default)
    {
        var content = await ReadAsync(BundlePaths.Manifest(model, version), cancellation);
        return content is not null && Digests.Same(Digests.Sha256Hex(content), manifestDigest) ? MlopsJson.Read<ReleaseManifest>(content) : null;
    }

    /// <returns>Null where it is missing, or is not the one that the manifest names: one flipped bit is refused.</returns>
    public async Task<byte[]?> ReadModelAsync(ReleaseManifest manifest, CancellationToken cancellation = default)
    {
        var content = await ReadAsync(ModelPath(manifest), cancellation);
        return content is not null && Digests.Same(Digests.Sha256Hex(content), manifest.ModelFile.Digest) ? content : null;
    }

    /// <param name="export">Of the manifest's.</param>
    /// <returns>Null where it is not offered, is missing, or is not the one that the manifest names.</returns>
    public async Task<byte[]?> ReadExportAsync(ReleaseManifest manifest, ModelExport export, CancellationToken cancellation = default) =>
        export.File is { } file
        && await ReadAsync(BundlePaths.Export(manifest.Model, manifest.Version, export.Name), cancellation) is { } content
        && Digests.Same(Digests.Sha256Hex(content), file.Digest) ? content : null;

    /// <returns>Null where it is missing, or is not the one that the manifest names.</returns>
    public async Task<byte[]?> ReadCardAsync(ReleaseManifest manifest, CardRendering rendering, CancellationToken cancellation = default) =>
        await FindCardAsync(manifest.Model, manifest.Version, rendering.Name, cancellation) is { } content
        && Digests.Same(Digests.Sha256Hex(content), rendering.File.Digest) ? content : null;

    /// <summary>What lies there, whole or of a release that was cut off before its manifest; null where nothing does.</summary>
    public Task<byte[]?> FindCardAsync(string model, int version, string name, CancellationToken cancellation = default) =>
        ReadAsync(BundlePaths.Card(model, version, name), cancellation);

    private async Task CopyAsync(ArtifactRef artifact, string path, CancellationToken cancellation)
    {
        await using var content = await artifacts.OpenAsync(artifact, cancellation);
        await PutAsync(content, path, artifact.MediaType, artifact.Digest, cancellation);
    }

    private async Task PutAsync(Stream content, string path, string mediaType, string digest, CancellationToken cancellation)
    {
        if (!await Blob(path).TryCreateAsync(content, mediaType, cancellation)
            && (await ReadAsync(path, cancellation) is not { } there || !Digests.Same(Digests.Sha256Hex(there), digest)))
        {
            throw new BundleConflictException(path);
        }
    }

    private async Task<byte[]?> ReadAsync(string path, CancellationToken cancellation)
    {
        using var download = await Blob(path).TryOpenAsync(null, cancellation);
        if (download is null)
        {
            return null;
        }

        using var content = new MemoryStream();
        await download.Content.CopyToAsync(content, cancellation);
        return content.ToArray();
    }

    private static string ModelPath(ReleaseManifest manifest) =>
        BundlePaths.ModelFile(manifest.Model, manifest.Version, manifest.ModelFile.MediaType);

    private BlockBlobClient Blob(string path) => _container.GetBlockBlobClient(path);
}

/// <summary>Another content lies where a part of the release belongs; a release is written once, and this is not it.</summary>
public sealed class BundleConflictException(string path) : Exception($"models/{path}: seen another content than the one to be written.")
{
    public string Path { get; } = path;
}
