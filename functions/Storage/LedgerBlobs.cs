using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using ServerlessMlops.Pipeline.Ledger.Transparency;

namespace ServerlessMlops.Storage;

/// <summary>The container of the log: tiles, entry bundles and checkpoints, each written once and never again.</summary>
/// <remarks>
/// Every write is one call with <c>If-None-Match: *</c>, so that it works under an immutability policy and a repeated one does nothing.
/// </remarks>
public sealed class LedgerBlobs(StorageClients clients)
{
    private const string TileType = "application/octet-stream";
    private const string NoteType = "text/plain; charset=utf-8";

    private readonly BlobContainerClient _container = clients.Container(StorageNames.Ledger);

    public static string CheckpointPath(long size) => FormattableString.Invariant($"checkpoints/{size}");

    /// <exception cref="LedgerDamagedException">Another content is there.</exception>
    public async Task WriteAsync(TileContent tile, CancellationToken cancellation = default)
    {
        if (!await TryCreateAsync(tile.Tile.Path, tile.Content, TileType, cancellation)
            && !(await ReadAsync(tile.Tile.Path, cancellation)).AsSpan().SequenceEqual(tile.Content))
        {
            throw new LedgerDamagedException($"{tile.Tile.Path} holds another content than the entries give.");
        }
    }

    /// <summary>Keeps the first one: a signature made again may have other bytes.</summary>
    /// <returns>What is kept.</returns>
    public async Task<byte[]> WriteCheckpointAsync(long size, byte[] note, CancellationToken cancellation = default) =>
        await TryCreateAsync(CheckpointPath(size), note, NoteType, cancellation) ? note : await ReadAsync(CheckpointPath(size), cancellation);

    /// <exception cref="LedgerDamagedException">It is not there.</exception>
    public async Task<byte[]> ReadAsync(string path, CancellationToken cancellation = default) =>
        await FindAsync(path, cancellation) ?? throw new LedgerDamagedException($"{path} is missing from the log.");

    /// <param name="path">As <see cref="Tile.Path"/> or <see cref="CheckpointPath"/> gives it.</param>
    public async Task<byte[]?> FindAsync(string path, CancellationToken cancellation = default)
    {
        using var found = await _container.GetBlobClient(path).TryOpenAsync(null, cancellation);
        if (found is null)
        {
            return null;
        }

        using var content = new MemoryStream();
        await found.Content.CopyToAsync(content, cancellation);
        return content.ToArray();
    }

    /// <summary>The sizes of which a checkpoint is kept, in order.</summary>
    public async Task<IReadOnlyList<long>> CheckpointSizesAsync(CancellationToken cancellation = default)
    {
        var sizes = new List<long>();
        await foreach (var blob in _container.GetBlobsAsync(BlobTraits.None, BlobStates.None, "checkpoints/", cancellation))
        {
            if (long.TryParse(blob.Name["checkpoints/".Length..], out var size))
            {
                sizes.Add(size);
            }
        }

        sizes.Sort();
        return sizes;
    }

    private async Task<bool> TryCreateAsync(string path, byte[] content, string mediaType, CancellationToken cancellation)
    {
        var options = new BlobUploadOptions
        {
            HttpHeaders = new BlobHttpHeaders { ContentType = mediaType },
            Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All },
            // Never in blocks: the largest bundle has 256 entries of 64 KiB.
            TransferOptions = new() { InitialTransferSize = 32 << 20 },
        };
        try
        {
            await _container.GetBlockBlobClient(path).UploadAsync(new MemoryStream(content, writable: false), options, cancellation);
            return true;
        }
        catch (RequestFailedException e) when (e.Status == 412 || e.ErrorCode == BlobErrorCode.BlobAlreadyExists)
        {
            return false;
        }
    }
}

/// <summary>The stored log is not what it was written as; nothing is added to it.</summary>
public sealed class LedgerDamagedException(string message) : Exception($"The log is damaged: {message}");
