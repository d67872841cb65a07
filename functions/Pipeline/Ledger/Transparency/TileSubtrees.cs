using System.Runtime.InteropServices;

namespace ServerlessMlops.Pipeline.Ledger.Transparency;

/// <summary>A tree as it lies in tiles: what is between two levels of tiles is hashed when it is asked for.</summary>
/// <param name="size">Leaves of the tree that the tiles were made for.</param>
/// <param name="read">The content of a tile: its hashes, one after the other.</param>
public sealed class TileSubtrees(long size, Func<Tile, ReadOnlyMemory<byte>> read) : ISubtrees
{
    public TreeHash Full(int level, long index)
    {
        var (tileLevel, below) = Math.DivRem(level, Tile.Height);
        var first = index << below;
        var tile = Tile.Holding(tileLevel, first, size);
        var hashes = Hashes(read(tile).Span);
        return Folded(hashes.Slice((int)(first & (Tile.Full - 1)), 1 << below));
    }

    /// <summary>The tiles that a root or a proof is made of: the same question asked of a tree that only notes what is asked for.</summary>
    /// <param name="question">For example <c>tree => TreeProofs.Inclusion(tree, index, size)</c>.</param>
    public static IReadOnlyCollection<Tile> Needed(long size, Action<ISubtrees> question)
    {
        var noted = new Notes(size);
        question(noted);
        return noted.Tiles;
    }

    public static ReadOnlySpan<TreeHash> Hashes(ReadOnlySpan<byte> tile) => MemoryMarshal.Cast<byte, TreeHash>(tile);

    /// <summary>The root over a power of two of hashes.</summary>
    public static TreeHash Folded(ReadOnlySpan<TreeHash> hashes) =>
        hashes.Length == 1 ? hashes[0] : Rfc6962.Node(Folded(hashes[..(hashes.Length / 2)]), Folded(hashes[(hashes.Length / 2)..]));

    private sealed class Notes(long size) : ISubtrees
    {
        private readonly HashSet<Tile> _tiles = [];

        public IReadOnlyCollection<Tile> Tiles => _tiles;

        public TreeHash Full(int level, long index)
        {
            var (tileLevel, below) = Math.DivRem(level, Tile.Height);
            _tiles.Add(Tile.Holding(tileLevel, index << below, size));
            return default;
        }
    }
}
