using System.Runtime.InteropServices;

namespace ServerlessMlops.Pipeline.Ledger.Transparency;

/// <summary>A Merkle tree in memory that only grows: each full subtree is hashed once, when its last leaf arrives.</summary>
/// <remarks>Two hashes a leaf, one for itself and on average one above; 64 bytes a leaf.</remarks>
public sealed class MerkleTree : ISubtrees
{
    private readonly List<List<TreeHash>> _levels = [[]];

    /// <summary>Leaves.</summary>
    public long Size => _levels[0].Count;

    public TreeHash Root => RootAt(Size);

    public void Append(ReadOnlySpan<byte> entry) => Append(Rfc6962.Leaf(entry));

    public void Append(TreeHash leaf)
    {
        _levels[0].Add(leaf);
        for (var level = 0; _levels[level].Count % 2 == 0; level++)
        {
            if (level + 1 == _levels.Count)
            {
                _levels.Add([]);
            }

            var pair = CollectionsMarshal.AsSpan(_levels[level])[^2..];
            _levels[level + 1].Add(Rfc6962.Node(pair[0], pair[1]));
        }
    }

    /// <summary>The root that the tree had when it had <paramref name="size"/> leaves.</summary>
    public TreeHash RootAt(long size) => TreeProofs.Root(this, Within(size));

    /// <inheritdoc cref="TreeProofs.Inclusion"/>
    public IReadOnlyList<TreeHash> Inclusion(long index, long size) => TreeProofs.Inclusion(this, index, Within(size));

    /// <inheritdoc cref="TreeProofs.Consistency"/>
    public IReadOnlyList<TreeHash> Consistency(long from, long to) => TreeProofs.Consistency(this, from, Within(to));

    public TreeHash Full(int level, long index) => _levels[level][(int)index];

    private long Within(long size) =>
        size <= Size ? size : throw new ArgumentOutOfRangeException(nameof(size), size, $"The tree has {Size} leaves.");
}
