namespace ServerlessMlops.Pipeline.Ledger.Transparency;

/// <summary>Hashes a whole log again from its entries, and compares with its tiles, its head, and heads that were kept elsewhere.</summary>
/// <remarks>
/// Tiles name the entry that was changed. Who changes entries, tiles and head together, and has the key, is found by a checkpoint that was
/// kept where he could not reach it: the beginning of the log does not hash to it any more.
/// </remarks>
public sealed class LogAudit
{
    private readonly Func<string, CancellationToken, Task<byte[]?>> _read;
    private readonly Checkpoint _head;
    private readonly IReadOnlyList<Checkpoint> _kept;
    private readonly MerkleTree _tree = new();
    private readonly Action<long, byte[]> _see;

    private LogAudit(
        Func<string, CancellationToken, Task<byte[]?>> read, Checkpoint head, IReadOnlyList<Checkpoint> kept, Action<long, byte[]> see) =>
        (_read, _head, _kept, _see) = (read, head, [.. kept.OrderBy(one => one.Size)], see);

    /// <param name="read">The content under a path of the log (<c>checkpoint</c>, <c>tile/…</c>); null where there is none.</param>
    /// <param name="keys">Whom to believe.</param>
    /// <param name="kept">Checkpoints that were verified before, or kept elsewhere.</param>
    /// <param name="see">Is shown each entry and its index, in order, up to the first bad one.</param>
    public static async Task<LogVerdict> VerifyAsync(
        Func<string, CancellationToken, Task<byte[]?>> read, IReadOnlyList<NoteKey> keys, IReadOnlyList<Checkpoint> kept,
        Action<long, byte[]>? see = null, CancellationToken cancellation = default)
    {
        var note = await read("checkpoint", cancellation);
        switch (note is null ? new CheckpointVerdict.Refused("The log has no checkpoint.") : Checkpoint.Open(note, keys))
        {
            case CheckpointVerdict.Refused refused:
                return new LogVerdict.Broken(LogFault.Unsigned, 0, 0, refused.Reason);
            case CheckpointVerdict.Signed { Head: var head }:
                return await new LogAudit(read, head, kept, see ?? ((_, _) => { })).VerifyAsync(cancellation);
            default:
                throw new InvalidOperationException("A checkpoint is signed or refused.");
        }
    }

    private async Task<LogVerdict> VerifyAsync(CancellationToken cancellation)
    {
        if (_kept.FirstOrDefault(one => one.Origin != _head.Origin) is { } other)
        {
            return new LogVerdict.Broken(LogFault.Rewritten, 0, 0, $"The log is called {_head.Origin}; a kept checkpoint is of {other.Origin}.");
        }

        for (long first = 0; first < _head.Size; first += Tile.Full)
        {
            if (await BundleAsync(first, cancellation) is { } fault)
            {
                // A kept checkpoint may show that something before it is bad too.
                return Against(_kept.Where(one => one.Size <= fault.FirstBadIndex)) ?? fault;
            }
        }

        LogVerdict? broken = Against(_kept.Where(one => one.Size <= _head.Size))
            ?? Against([_head])
            ?? await UpperAsync(cancellation)
            ?? TooShort(_kept.LastOrDefault());
        return broken ?? new LogVerdict.Whole(_head.Origin, _head.Size, _head.Root.ToString(), _kept.Count);
    }

    private LogVerdict.Broken? TooShort(Checkpoint? last) => last is null || last.Size <= _head.Size ? null : new(
        LogFault.Truncated, _head.Size, _head.Size, $"Seen {_head.Size} entries; a kept checkpoint counts {last.Size}: the last are missing.");

    private async Task<LogVerdict.Broken?> BundleAsync(long first, CancellationToken cancellation)
    {
        var bundle = Tile.Holding(Tile.Entries, first, _head.Size);
        var hashes = await _read((bundle with { Level = 0 }).Path, cancellation);
        var content = await _read(bundle.Path, cancellation);
        if (content is null)
        {
            var isLast = first + Tile.Full >= _head.Size;
            return new(isLast ? LogFault.Truncated : LogFault.Deleted, first, first, $"{bundle.Path} is missing.");
        }

        var isWhole = EntryBundle.TryRead(content, out var entries);
        var leaves = entries.Select(entry => Rfc6962.Leaf(entry)).ToArray();
        if (Compared(first, bundle, leaves, hashes) is { } fault)
        {
            See(first, entries.Take((int)(fault.FirstBadIndex - first)));
            return fault;
        }

        See(first, entries.Take(bundle.Width));
        return isWhole && entries.Count == bundle.Width
            ? null
            : new(LogFault.Edited, first + bundle.Width, first + bundle.Width, $"{bundle.Path} has more in it than its {bundle.Width} entries.");
    }

    private static LogVerdict.Broken? Compared(long first, Tile bundle, TreeHash[] leaves, byte[]? tile)
    {
        if (tile is null || tile.Length != bundle.Width * TreeHash.Length)
        {
            return new(
                LogFault.Edited, first, first + bundle.Width - 1,
                $"{(bundle with { Level = 0 }).Path} has {tile?.Length ?? 0} bytes; expected {bundle.Width} hashes.");
        }

        var hashes = TileSubtrees.Hashes(tile);
        var same = 0;
        while (same < leaves.Length && same < hashes.Length && leaves[same] == hashes[same])
        {
            same++;
        }

        if (same == hashes.Length)
        {
            return null;
        }

        if (same == leaves.Length)
        {
            var (at, fault) = (first + same, bundle.Width < Tile.Full ? LogFault.Truncated : LogFault.Deleted);
            return new(fault, at, at, $"{bundle.Path} has {leaves.Length} entries; expected {bundle.Width}.");
        }

        var elsewhere = hashes[same..].IndexOf(leaves[same]);
        var isGone = leaves.AsSpan(same).IndexOf(hashes[same]) < 0;
        var (what, how) = elsewhere < 0 ? (LogFault.Edited, "was edited")
            : isGone ? (LogFault.Deleted, "is missing and a later one stands in its place")
            : (LogFault.Reordered, "stands elsewhere and another in its place");
        return new(what, first + same, first + same, $"Entry {first + same} {how}: its hash in the tree is {hashes[same]}.");
    }

    /// <summary>The tiles above the leaves: proofs are made of them.</summary>
    private async Task<LogVerdict.Broken?> UpperAsync(CancellationToken cancellation)
    {
        foreach (var tile in Tile.OfTree(_head.Size).Where(tile => tile.Level > 0))
        {
            var (height, start) = (tile.Level * Tile.Height, tile.Number << Tile.Height);
            var content = await _read(tile.Path, cancellation) ?? [];
            var hashes = content.Length == tile.Width * TreeHash.Length ? content : [];
            for (var i = 0; i < tile.Width; i++)
            {
                if (hashes.Length == 0 || TileSubtrees.Hashes(hashes)[i] != _tree.Full(height, start + i))
                {
                    var first = (start + i) << height;
                    return new(
                        LogFault.Edited, first, first + (1L << height) - 1,
                        $"{tile.Path} does not hold the hash of the entries from {first} on; the entries themselves are whole.");
                }
            }
        }

        return null;
    }

    private void See(long first, IEnumerable<byte[]> entries)
    {
        foreach (var entry in entries)
        {
            _tree.Append(entry);
            _see(first++, entry);
        }
    }

    private LogVerdict.Broken? Against(IEnumerable<Checkpoint> heads)
    {
        foreach (var head in heads.Where(head => _tree.RootAt(head.Size) != head.Root))
        {
            var good = _kept.LastOrDefault(one => one.Size < head.Size && _tree.RootAt(one.Size) == one.Root)?.Size ?? 0;
            return new(
                LogFault.Rewritten, good, head.Size - 1,
                $"The first {head.Size} entries do not hash to the checkpoint of that size: the first bad one is between {good} and {head.Size - 1}.");
        }

        return null;
    }
}
