using Azure.Storage.Blobs.Specialized;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Ledger;

namespace ServerlessMlops.Storage;

/// <summary>Content-addressed blobs: written once, found by digest, checked against it at every read.</summary>
public sealed class ArtifactStore(StorageClients clients)
{
    public const string Json = "application/json";

    private readonly Azure.Storage.Blobs.BlobContainerClient _container = clients.Container(StorageNames.Artifacts);

    /// <summary>Hashes while spooling to a local file, then commits under the digest: half of it is never visible.</summary>
    public async Task<ArtifactRef> PutAsync(Stream content, string mediaType, CancellationToken cancellation = default)
    {
        var spool = await Spool.ReadAsync(content, null, long.MaxValue, cancellation);
        await using var kept = spool.Content;
        return await PutAsync(spool, mediaType, cancellation);
    }

    public async Task<ArtifactRef> PutAsync(byte[] content, string mediaType, CancellationToken cancellation = default)
    {
        using var stream = new MemoryStream(content, writable: false);
        return await PutAsync(new Spool(stream, Digests.Sha256Hex(content), content.Length), mediaType, cancellation);
    }

    /// <summary>As canonical JSON (RFC 8785), so that one value has one digest.</summary>
    public Task<ArtifactRef> PutJsonAsync<T>(T value, CancellationToken cancellation = default) =>
        PutAsync(Rfc8785.Canonicalize(MlopsJson.WriteBytes(value)), Json, cancellation);

    /// <summary>The whole content, already checked: seekable, at its start; dispose it.</summary>
    /// <exception cref="ArtifactMissingException">No such blob.</exception>
    /// <exception cref="ArtifactCorruptException">The blob is not what its name says.</exception>
    public async Task<Stream> OpenAsync(ArtifactRef artifact, CancellationToken cancellation = default)
    {
        var found = Digests.IsDigest(artifact.Digest) ? await Blob(artifact.Digest).TryOpenAsync(null, cancellation) : null;
        using var download = found ?? throw new ArtifactMissingException(artifact.Digest);
        var spool = await Spool.ReadAsync(download.Content, artifact.Length, artifact.Length, cancellation);
        if (spool.Length == artifact.Length && Digests.Same(spool.Digest, artifact.Digest))
        {
            return spool.Content;
        }

        await spool.Content.DisposeAsync();
        throw new ArtifactCorruptException(artifact, spool.Digest, spool.Length);
    }

    /// <inheritdoc cref="OpenAsync"/>
    public async Task<byte[]> ReadBytesAsync(ArtifactRef artifact, CancellationToken cancellation = default)
    {
        await using var content = await OpenAsync(artifact, cancellation);
        var bytes = new byte[artifact.Length];
        await content.ReadExactlyAsync(bytes, cancellation);
        return bytes;
    }

    /// <inheritdoc cref="OpenAsync"/>
    /// <exception cref="System.Text.Json.JsonException">The content is not a <typeparamref name="T"/>.</exception>
    public async Task<T> ReadAsync<T>(ArtifactRef artifact, CancellationToken cancellation = default) =>
        MlopsJson.Read<T>(await ReadBytesAsync(artifact, cancellation));

    /// <param name="spool">Already hashed; it stays open.</param>
    public async Task<ArtifactRef> PutAsync(Spool spool, string mediaType, CancellationToken cancellation = default)
    {
        spool.Content.Position = 0;
        var blob = Blob(spool.Digest);
        // Not ExistsAsync: the emulator says so of staged blocks that were never committed.
        if ((await blob.FindPropertiesAsync(cancellation))?.ContentLength != spool.Length)
        {
            await blob.TryCreateAsync(spool.Content, mediaType, cancellation);
        }

        return new ArtifactRef(spool.Digest, spool.Length, mediaType);
    }

    private BlockBlobClient Blob(string digest) => _container.GetBlockBlobClient($"sha256/{digest}");
}

/// <summary>A digest that the history names and storage does not hold.</summary>
public sealed class ArtifactMissingException(string digest) : Exception($"No artefact sha256/{digest}.")
{
    public string Digest { get; } = digest;
}

/// <summary>A blob whose content is not what its name says: nothing of it was handed out.</summary>
public sealed class ArtifactCorruptException(ArtifactRef expected, string seenDigest, long seenLength)
    : Exception($"Artefact sha256/{expected.Digest}: seen {seenLength} bytes with digest {seenDigest}; expected {expected.Length} bytes with that of its name.")
{
    public ArtifactRef Expected { get; } = expected;

    public string SeenDigest { get; } = seenDigest;
}
