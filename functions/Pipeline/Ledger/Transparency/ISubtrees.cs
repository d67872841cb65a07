namespace ServerlessMlops.Pipeline.Ledger.Transparency;

/// <summary>Hashes of full subtrees; every root and every proof is made of them.</summary>
public interface ISubtrees
{
    /// <param name="level">The subtree has 2^level leaves; 0 is a leaf.</param>
    /// <param name="index">Its place among the subtrees of its level: it holds the leaves from index · 2^level on.</param>
    TreeHash Full(int level, long index);
}
