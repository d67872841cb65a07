using System.Numerics;

namespace ServerlessMlops.Pipeline.Ledger.Transparency;

/// <summary>Verifies proofs by the algorithms of RFC 9162 §2.1.3.2 and §2.1.4.2; it needs no tree.</summary>
public static class ProofCheck
{
    /// <summary>That <paramref name="leaf"/> is the leaf <paramref name="index"/> of the tree with this size and root.</summary>
    public static ProofVerdict Inclusion(TreeHash leaf, long index, long size, IReadOnlyList<TreeHash> proof, TreeHash root)
    {
        if (index < 0 || index >= size)
        {
            return new ProofVerdict.Fails($"Seen index {index}; a tree of size {size} has none such.");
        }

        var (at, last, hash) = (index, size - 1, leaf);
        foreach (var beside in proof)
        {
            if (last == 0)
            {
                return new ProofVerdict.Fails($"Seen {proof.Count} hashes; a proof for index {index} of {size} has fewer.");
            }

            if (IsRight(at) || at == last)
            {
                hash = Rfc6962.Node(beside, hash);
                (at, last) = ToRight(at, last);
            }
            else
            {
                hash = Rfc6962.Node(hash, beside);
            }

            (at, last) = (at >> 1, last >> 1);
        }

        return last != 0
            ? new ProofVerdict.Fails($"Seen {proof.Count} hashes; a proof for index {index} of {size} has more.")
            : Same(hash, root, "root");
    }

    /// <summary>That the first tree is the beginning of the second: nothing in it was changed, removed or put in another order.</summary>
    public static ProofVerdict Consistency(long from, TreeHash first, long to, TreeHash second, IReadOnlyList<TreeHash> proof)
    {
        if (from < 0 || from > to)
        {
            return new ProofVerdict.Fails($"Seen a tree of size {from} before one of size {to}: a log only grows.");
        }

        if (from == to || from == 0)
        {
            return proof.Count > 0
                ? new ProofVerdict.Fails($"Seen {proof.Count} hashes; the proof from {from} to {to} has none.")
                : Same(first, from == 0 ? Rfc6962.Empty : second, "first root");
        }

        var known = BitOperations.IsPow2(from) ? [first, .. proof] : proof;
        return known.Count == 0
            ? new ProofVerdict.Fails($"Seen no hash; the proof from {from} to {to} has some.")
            : Folded(from, first, to, second, known);
    }

    private static ProofVerdict Folded(long from, TreeHash first, long to, TreeHash second, IReadOnlyList<TreeHash> proof)
    {
        var (at, last) = (from - 1, to - 1);
        var shared = BitOperations.TrailingZeroCount(~at);
        (at, last) = (at >> shared, last >> shared);
        var (old, now) = (proof[0], proof[0]);
        foreach (var beside in proof.Skip(1))
        {
            if (last == 0)
            {
                return new ProofVerdict.Fails($"The proof from {from} to {to} has too many hashes.");
            }

            if (IsRight(at) || at == last)
            {
                (old, now) = (Rfc6962.Node(beside, old), Rfc6962.Node(beside, now));
                (at, last) = ToRight(at, last);
            }
            else
            {
                now = Rfc6962.Node(now, beside);
            }

            (at, last) = (at >> 1, last >> 1);
        }

        return last != 0 ? new ProofVerdict.Fails($"The proof from {from} to {to} has too few hashes.")
            : Same(old, first, "first root") is ProofVerdict.Fails fails ? fails
            : Same(now, second, "second root");
    }

    private static bool IsRight(long at) => (at & 1) == 1;

    // Levels at which the way has no sibling: the right edge of a tree that is not full.
    private static (long At, long Last) ToRight(long at, long last)
    {
        var levels = BitOperations.TrailingZeroCount(at);
        return (at >> levels, last >> levels);
    }

    private static ProofVerdict Same(TreeHash seen, TreeHash expected, string what) =>
        seen == expected ? new ProofVerdict.Holds() : new ProofVerdict.Fails($"The proof leads to {seen}; the {what} is {expected}.");
}
