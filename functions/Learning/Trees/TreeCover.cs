namespace ServerlessMlops.Learning.Trees;

/// <summary>What the training rows say about a tree: which share of them goes each way.</summary>
/// <remarks>
/// A slot is a node: that of a split is its index, that of a leaf comes after all splits. What holds of a slot other than the root's holds of
/// the edge that leads to it.
/// </remarks>
internal sealed class TreeCover
{
    /// <summary>Each at least 0; those of a split's two sides add up to 1.</summary>
    private readonly double[] _shares;

    private TreeCover(int slots)
    {
        _shares = new double[slots];
        Weights = new double[slots];
        Before = new int[slots];
    }

    public ReadOnlySpan<double> Shares => _shares;

    /// <summary>The product of the shares, along the path to a slot, of the edges that ask for the slot's own column; 1 at the root.</summary>
    public double[] Weights { get; }

    /// <summary>For a split: the slot of the last edge before it that asks for its column; 0, the root, where there is none.</summary>
    public int[] Before { get; }

    /// <summary>Most distinct columns on a path from the root to a leaf.</summary>
    public int Columns { get; private set; }

    /// <summary>The leaves' mean by cover: the margin of a row of which nothing is known.</summary>
    public double Mean { get; private set; }

    public static int Slot(DecisionTree tree, int child) => child >= 0 ? child : tree.Splits.Length + ~child;

    public static TreeCover Of(DecisionTree tree)
    {
        var splits = tree.Splits;
        var cover = new TreeCover(splits.Length + tree.Leaves.Length);
        var (parents, distinct, reach) = (new int[cover._shares.Length], new int[cover._shares.Length], new double[cover._shares.Length]);
        var counts = Counts(tree);
        cover._shares[0] = cover.Weights[0] = reach[0] = 1;
        for (var node = 0; node < splits.Length; node++)
        {
            var before = cover.Before[node] = LastBefore(tree, parents, node);
            foreach (var child in (ReadOnlySpan<int>)[splits[node].Left, splits[node].Right])
            {
                var slot = Slot(tree, child);
                parents[slot] = node;

                // Where no training row came, both ways count alike: any share keeps the sums true.
                cover._shares[slot] = counts[node] == 0 ? 0.5 : (double)counts[slot] / counts[node];
                cover.Weights[slot] = (before == 0 ? 1 : cover.Weights[before]) * cover._shares[slot];
                distinct[slot] = distinct[node] + (before == 0 ? 1 : 0);
                reach[slot] = reach[node] * cover._shares[slot];
            }
        }

        cover.Columns = distinct.Max();
        cover.Mean = tree.Leaves.Zip(reach.Skip(splits.Length), (leaf, part) => leaf.Value * part).Sum();
        return cover;
    }

    private static long[] Counts(DecisionTree tree)
    {
        var splits = tree.Splits;
        var counts = new long[splits.Length + tree.Leaves.Length];
        for (var leaf = 0; leaf < tree.Leaves.Length; leaf++)
        {
            counts[splits.Length + leaf] = tree.Leaves[leaf].Count;
        }

        for (var node = splits.Length - 1; node >= 0; node--)
        {
            counts[node] = counts[Slot(tree, splits[node].Left)] + counts[Slot(tree, splits[node].Right)];
        }

        return counts;
    }

    private static int LastBefore(DecisionTree tree, int[] parents, int node)
    {
        for (var slot = node; slot != 0; slot = parents[slot])
        {
            if (tree.Splits[parents[slot]].Column == tree.Splits[node].Column)
            {
                return slot;
            }
        }

        return 0;
    }
}
