using ServerlessMlops.Pipeline.Ledger.Transparency;

namespace ServerlessMlops.Storage;

/// <summary>Reads the transparency log: heads, tiles, entries and proofs. Only what a published checkpoint covers is answered.</summary>
public sealed class TransparencyLog(LedgerBlobs blobs, LedgerState states)
{
    /// <summary>The newest published checkpoint and the note that states it; null before the first.</summary>
    /// <exception cref="LedgerDamagedException">What is published is no checkpoint.</exception>
    public async Task<(Checkpoint Head, byte[] Note)?> HeadAsync(CancellationToken cancellation = default) =>
        await states.FindCheckpointAsync(cancellation) is not { } note ? null
            : Checkpoint.TryRead(SignedNote.TryRead(note)?.Text ?? "") is { } head ? (head, note)
            : throw new LedgerDamagedException("what is published is no checkpoint.");

    /// <summary>Null where no checkpoint of that size was signed.</summary>
    public Task<byte[]?> FindCheckpointAsync(long size, CancellationToken cancellation = default) =>
        blobs.FindAsync(LedgerBlobs.CheckpointPath(size), cancellation);

    /// <inheritdoc cref="LedgerBlobs.CheckpointSizesAsync"/>
    public Task<IReadOnlyList<long>> CheckpointSizesAsync(CancellationToken cancellation = default) => blobs.CheckpointSizesAsync(cancellation);

    public Task<byte[]?> FindAsync(Tile tile, CancellationToken cancellation = default) => blobs.FindAsync(tile.Path, cancellation);

    /// <inheritdoc cref="LedgerState.KeysAsync"/>
    public Task<IReadOnlyList<ListedKey>> KeysAsync(CancellationToken cancellation = default) => states.KeysAsync(cancellation);

    /// <param name="index">Below <paramref name="size"/>.</param>
    /// <param name="size">Of a published checkpoint.</param>
    /// <exception cref="LedgerDamagedException">The bundle is missing or not whole.</exception>
    public async Task<byte[]> EntryAsync(long index, long size, CancellationToken cancellation = default)
    {
        var bundle = Tile.Holding(Tile.Entries, index, size);
        return EntryBundle.TryRead(await blobs.ReadAsync(bundle.Path, cancellation), out var entries) && entries.Count == bundle.Width
            ? entries[(int)(index % Tile.Full)]
            : throw new LedgerDamagedException($"{bundle.Path} does not hold its {bundle.Width} entries.");
    }

    /// <inheritdoc cref="TreeProofs.Inclusion"/>
    /// <param name="published">Size of a published checkpoint, not below <paramref name="size"/>: its tiles are read.</param>
    public Task<IReadOnlyList<TreeHash>> InclusionAsync(long index, long size, long published, CancellationToken cancellation = default) =>
        AskAsync(published, tree => TreeProofs.Inclusion(tree, index, size), cancellation);

    /// <inheritdoc cref="TreeProofs.Consistency"/>
    /// <param name="published">Size of a published checkpoint, not below <paramref name="to"/>: its tiles are read.</param>
    public Task<IReadOnlyList<TreeHash>> ConsistencyAsync(long from, long to, long published, CancellationToken cancellation = default) =>
        AskAsync(published, tree => TreeProofs.Consistency(tree, from, to), cancellation);

    // A tile of the larger tree begins with the hashes of the smaller one's, so that sizes between two checkpoints can be asked for.
    private async Task<T> AskAsync<T>(long size, Func<ISubtrees, T> question, CancellationToken cancellation)
    {
        var tiles = new Dictionary<Tile, byte[]>();
        foreach (var tile in TileSubtrees.Needed(size, tree => question(tree)))
        {
            var content = await blobs.ReadAsync(tile.Path, cancellation);
            tiles[tile] = content.Length == tile.Width * TreeHash.Length
                ? content
                : throw new LedgerDamagedException($"{tile.Path} has {content.Length} bytes; expected {tile.Width} hashes.");
        }

        return question(new TileSubtrees(size, tile => tiles[tile]));
    }
}
