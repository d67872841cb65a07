using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Ledger.Transparency;

namespace ServerlessMlops.Storage;

/// <summary>How far the sequencer has come.</summary>
/// <param name="Size">Entries that the log holds under a published checkpoint.</param>
/// <param name="Root">Over them, hexadecimal.</param>
/// <param name="Plan">What is being added; null between two additions.</param>
public sealed record SequencerState(string Origin, long Size, string Root, IReadOnlyList<PlannedEntry>? Plan = null);

/// <summary>An audit entry that has been given its place.</summary>
/// <param name="Envelope">Its canonical JSON: what is hashed into the tree.</param>
public sealed record PlannedEntry(string Chain, long Sequence, string Hash, string Envelope);

/// <param name="VerifierKey">As c2sp.org/signed-note writes it.</param>
/// <param name="FromSize">The first checkpoint that it signed.</param>
public sealed record ListedKey(string VerifierKey, long FromSize);

/// <summary>What of the log changes. It lies outside the container that cannot.</summary>
/// <remarks>The state moves under its ETag: whoever was overtaken finds out at the next step, and no two can ever carry out different plans.</remarks>
public sealed class LedgerState(StorageClients clients)
{
    private static readonly TimeSpan LeaseFor = TimeSpan.FromSeconds(60);

    private readonly BlobContainerClient _container = clients.Container(StorageNames.LedgerState);

    public async Task<(SequencerState State, ETag Tag)?> FindAsync(CancellationToken cancellation = default) =>
        await DownloadAsync("sequencer.json", cancellation) is var (bytes, tag) ? (MlopsJson.Read<SequencerState>(bytes), tag) : null;

    /// <param name="tag">Of the state that was read; null where there was none.</param>
    /// <returns>The new tag; null where another was first.</returns>
    public Task<ETag?> TryReplaceAsync(SequencerState state, ETag? tag, CancellationToken cancellation = default) =>
        TryUploadAsync("sequencer.json", MlopsJson.WriteBytes(state), tag, "application/json", cancellation);

    /// <summary>The newest published checkpoint, a signed note; null before the first.</summary>
    public async Task<byte[]?> FindCheckpointAsync(CancellationToken cancellation = default) =>
        (await DownloadAsync("checkpoint", cancellation))?.Bytes;

    /// <summary>Publishes a checkpoint, unless a later one is published.</summary>
    public async Task PublishAsync(long size, byte[] note, CancellationToken cancellation = default)
    {
        var published = await DownloadAsync("checkpoint", cancellation);
        var last = published is var (bytes, _) ? Checkpoint.TryRead(SignedNote.TryRead(bytes)?.Text ?? "")?.Size ?? 0 : 0;
        if (last < size)
        {
            // Who was first here in between has published this one too, or a later one.
            await TryUploadAsync("checkpoint", note, published?.Tag, "text/plain; charset=utf-8", cancellation);
        }
    }

    /// <summary>Every key that has signed for the log, with those that do not sign any more.</summary>
    public async Task<IReadOnlyList<ListedKey>> KeysAsync(CancellationToken cancellation = default) =>
        await DownloadAsync("keys.json", cancellation) is var (bytes, _) ? MlopsJson.Read<List<ListedKey>>(bytes) : [];

    /// <summary>Lists keys that are not listed yet.</summary>
    public async Task ListAsync(IEnumerable<NoteKey> keys, long fromSize, CancellationToken cancellation = default)
    {
        for (var round = 0; round < TableCalls.MaxRounds; round++)
        {
            var found = await DownloadAsync("keys.json", cancellation);
            var listed = found is var (bytes, _) ? MlopsJson.Read<List<ListedKey>>(bytes) : [];
            var unlisted = keys.Select(key => key.Text).Except(listed.Select(key => key.VerifierKey));
            List<ListedKey> all = [.. listed, .. unlisted.Select(key => new ListedKey(key, fromSize))];
            if (all.Count == listed.Count
                || await TryUploadAsync("keys.json", MlopsJson.WriteBytes(all), found?.Tag, "application/json", cancellation) is not null)
            {
                return;
            }
        }

        throw new ContentionException("The list of the log's keys", TableCalls.MaxRounds);
    }

    /// <summary>Only to keep two sequencers from doing the same work; what they may write is decided by the state's tag.</summary>
    /// <returns>Null where another has it.</returns>
    public async Task<BlobLeaseClient?> TryLeaseAsync(CancellationToken cancellation = default)
    {
        var blob = _container.GetBlockBlobClient("lease");
        await blob.TryCreateAsync(new MemoryStream(), "text/plain", cancellation);
        var lease = blob.GetBlobLeaseClient();
        try
        {
            await lease.AcquireAsync(LeaseFor, cancellationToken: cancellation);
            return lease;
        }
        catch (RequestFailedException e) when (e.Status is 409)
        {
            return null;
        }
    }

    /// <returns>False where it ran out and another has it.</returns>
    public static async Task<bool> TryRenewAsync(BlobLeaseClient lease, CancellationToken cancellation = default)
    {
        try
        {
            await lease.RenewAsync(cancellationToken: cancellation);
            return true;
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412)
        {
            return false;
        }
    }

    /// <summary>One that ran out is nobody's to give back.</summary>
    public static async Task ReleaseAsync(BlobLeaseClient lease)
    {
        try
        {
            await lease.ReleaseAsync(cancellationToken: CancellationToken.None);
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412)
        {
            return;
        }
    }

    private async Task<(byte[] Bytes, ETag Tag)?> DownloadAsync(string name, CancellationToken cancellation)
    {
        using var found = await _container.GetBlobClient(name).TryOpenAsync(null, cancellation);
        if (found is null)
        {
            return null;
        }

        using var content = new MemoryStream();
        await found.Content.CopyToAsync(content, cancellation);
        return (content.ToArray(), found.Details.ETag);
    }

    private async Task<ETag?> TryUploadAsync(string name, byte[] content, ETag? tag, string mediaType, CancellationToken cancellation)
    {
        var conditions = tag is null ? new BlobRequestConditions { IfNoneMatch = ETag.All } : new BlobRequestConditions { IfMatch = tag };
        var options = new BlobUploadOptions { Conditions = conditions, HttpHeaders = new() { ContentType = mediaType } };
        try
        {
            var uploaded = await _container.GetBlobClient(name).UploadAsync(new MemoryStream(content, writable: false), options, cancellation);
            return uploaded.Value.ETag;
        }
        catch (RequestFailedException e) when (e.Status == 412 || e.ErrorCode == BlobErrorCode.BlobAlreadyExists)
        {
            return null;
        }
    }
}
