using System.Runtime.InteropServices;

namespace ServerlessMlops.Pipeline.Ledger.Transparency;

/// <summary>A tile or an entry bundle to be stored under its path.</summary>
public sealed record TileContent(Tile Tile, byte[] Content);

/// <summary>What a log has become by new entries.</summary>
/// <param name="Written">Every bundle and tile that is new, full ones and those of the right edge; nothing that was there before.</param>
public sealed record Grown(long Size, TreeHash Root, IReadOnlyList<TileContent> Written);

/// <summary>
/// A tiled log that grows: from the tiles and the bundle at its right edge, and the new entries, to the new tiles, bundles and root.
/// It needs nothing else of the log, however long it is.
/// </summary>
public sealed class TreeGrowth
{
    private readonly List<byte[]> _bundle = [];
    private readonly List<List<TreeHash>> _tiles = [];
    private readonly List<TileContent> _written = [];
    private readonly HashSet<int> _touched = [];
    private long _size;

    private TreeGrowth(long size) => _size = size;

    /// <summary>The tiles (and the bundle) that are not full in a tree of this size: what <see cref="Grow"/> begins with.</summary>
    public static IEnumerable<Tile> Edge(long size)
    {
        for (var level = Tile.Entries; level <= 0 || Tile.CountOn(level, size) > 0; level++)
        {
            if (Tile.CountOn(level, size) is var count && count % Tile.Full != 0)
            {
                yield return Tile.Holding(level, count - 1, size);
            }
        }
    }

    /// <param name="size">Leaves so far.</param>
    /// <param name="edge">The content of each of <see cref="Edge"/>.</param>
    /// <param name="entries">New, at most <see cref="EntryBundle.MaxEntry"/> bytes each.</param>
    /// <exception cref="InvalidDataException">What lies at the edge is not a tile or a bundle of its width.</exception>
    public static Grown Grow(long size, IReadOnlyDictionary<Tile, byte[]> edge, IReadOnlyList<byte[]> entries)
    {
        var growth = new TreeGrowth(size);
        growth.Take(edge);
        foreach (var entry in entries)
        {
            growth.Append(entry);
        }

        return growth.Finish();
    }

    private void Take(IReadOnlyDictionary<Tile, byte[]> edge)
    {
        foreach (var tile in Edge(_size))
        {
            var content = edge[tile];
            if (tile.Level != Tile.Entries && content.Length == tile.Width * TreeHash.Length)
            {
                On(tile.Level).AddRange(TileSubtrees.Hashes(content));
            }
            else if (tile.Level == Tile.Entries && EntryBundle.TryRead(content, out var entries) && entries.Count == tile.Width)
            {
                _bundle.AddRange(entries);
            }
            else
            {
                throw new InvalidDataException(
                    $"Seen {content.Length} bytes at {tile.Path}, which are not its {tile.Width} hashes or entries.");
            }
        }
    }

    private void Append(byte[] entry)
    {
        _size++;
        _bundle.Add(entry);
        if (_bundle.Count == Tile.Full)
        {
            Write(Tile.Entries, Tile.Full, EntryBundle.Write(_bundle));
            _bundle.Clear();
        }

        Append(0, Rfc6962.Leaf(entry));
    }

    private void Append(int level, TreeHash hash)
    {
        var tile = On(level);
        tile.Add(hash);
        _touched.Add(level);
        if (tile.Count == Tile.Full)
        {
            var root = TileSubtrees.Folded(CollectionsMarshal.AsSpan(tile));
            Write(level, Tile.Full, BytesOf(tile));
            tile.Clear();
            Append(level + 1, root);
        }
    }

    private Grown Finish()
    {
        if (_touched.Count > 0 && _bundle.Count > 0)
        {
            Write(Tile.Entries, _bundle.Count, EntryBundle.Write(_bundle));
        }

        foreach (var level in _touched.Where(level => _tiles[level].Count > 0).Order())
        {
            Write(level, _tiles[level].Count, BytesOf(_tiles[level]));
        }

        // The full subtrees that a root is made of all lie in tiles that are not full.
        var root = TreeProofs.Root(new TileSubtrees(_size, tile => BytesOf(_tiles[tile.Level])), _size);
        return new(_size, root, _written);
    }

    private void Write(int level, int width, byte[] content) =>
        _written.Add(new(new Tile(level, (Tile.CountOn(level, _size) - 1) >> Tile.Height, width), content));

    private List<TreeHash> On(int level)
    {
        while (_tiles.Count <= level)
        {
            _tiles.Add([]);
        }

        return _tiles[level];
    }

    private static byte[] BytesOf(List<TreeHash> tile) => MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(tile)).ToArray();
}
