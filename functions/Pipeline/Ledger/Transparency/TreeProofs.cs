using System.Numerics;

namespace ServerlessMlops.Pipeline.Ledger.Transparency;

/// <summary>Roots and proofs as RFC 6962 §2.1 defines them, from hashes of full subtrees.</summary>
/// <remarks>A range that starts where a left subtree ends is aligned to its size, so that only right edges are hashed anew.</remarks>
public static class TreeProofs
{
    /// <summary>MTH(D[0:size]).</summary>
    public static TreeHash Root(ISubtrees tree, long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        return size == 0 ? Rfc6962.Empty : Range(tree, 0, size);
    }

    /// <summary>PATH(index, D[size]): the hashes beside the way from a leaf to the root, from below. §2.1.1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No such leaf.</exception>
    public static IReadOnlyList<TreeHash> Inclusion(ISubtrees tree, long index, long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);
        var proof = new List<TreeHash>();
        Path(tree, index, 0, size, proof);
        return proof;
    }

    /// <summary>PROOF(from, D[to]): that the tree of the first <c>from</c> leaves is the beginning of the other. §2.1.2.</summary>
    /// <returns>Empty where the sizes are equal, or the first is 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Not 0 ≤ from ≤ to.</exception>
    public static IReadOnlyList<TreeHash> Consistency(ISubtrees tree, long from, long to)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(from);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(from, to);
        var proof = new List<TreeHash>();
        if (from > 0)
        {
            Subproof(tree, from, 0, to, isKnown: true, proof);
        }

        return proof;
    }

    private static void Path(ISubtrees tree, long index, long start, long end, List<TreeHash> proof)
    {
        if (end - start == 1)
        {
            return;
        }

        var middle = start + Split(end - start);
        if (index < middle)
        {
            Path(tree, index, start, middle, proof);
            proof.Add(Range(tree, middle, end));
        }
        else
        {
            Path(tree, index, middle, end, proof);
            proof.Add(Range(tree, start, middle));
        }
    }

    /// <param name="isKnown">Whether the verifier has the hash of this range already: it is the old root.</param>
    private static void Subproof(ISubtrees tree, long from, long start, long end, bool isKnown, List<TreeHash> proof)
    {
        if (from == end - start)
        {
            if (!isKnown)
            {
                proof.Add(Range(tree, start, end));
            }

            return;
        }

        var half = Split(end - start);
        if (from <= half)
        {
            Subproof(tree, from, start, start + half, isKnown, proof);
            proof.Add(Range(tree, start + half, end));
        }
        else
        {
            Subproof(tree, from - half, start + half, end, isKnown: false, proof);
            proof.Add(Range(tree, start, start + half));
        }
    }

    private static TreeHash Range(ISubtrees tree, long start, long end)
    {
        var count = end - start;
        if (BitOperations.IsPow2(count))
        {
            var level = BitOperations.Log2((ulong)count);
            return tree.Full(level, start >> level);
        }

        var middle = start + Split(count);
        return Rfc6962.Node(Range(tree, start, middle), Range(tree, middle, end));
    }

    /// <summary>The largest power of two below <paramref name="count"/>, which is 2 or more.</summary>
    private static long Split(long count) => 1L << BitOperations.Log2((ulong)(count - 1));
}
