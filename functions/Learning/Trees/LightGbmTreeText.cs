namespace ServerlessMlops.Learning.Trees;

/// <summary>Reads one tree of LightGBM's text.</summary>
internal static class LightGbmTreeText
{
    private const int Category = 1;
    private const int DefaultLeft = 2;
    private const int MissingShift = 2;

    /// <param name="columns">Encoded columns that the trees may look at.</param>
    public static DecisionTree Read(TextBlock block, int columns)
    {
        if (block.Has("is_linear") && block.Whole("is_linear", 0, 1) == 1)
        {
            throw block.Refused("its leaves hold linear models (linear_tree), expected constants");
        }

        var leaves = block.Whole("num_leaves", 1, int.MaxValue);
        var values = block.Numbers<double>("leaf_value", leaves);
        if (leaves == 1)
        {
            return new DecisionTree([], [new TreeLeaf(values[0], 0)], []);
        }

        var counts = block.Numbers<int>("leaf_count", leaves);
        if (counts.Any(count => count < 0))
        {
            throw block.Refused("a leaf_count is below 0");
        }

        var sets = block.Whole("num_cat", 0, leaves - 1);
        var boundaries = sets == 0 ? [0] : block.Numbers<int>("cat_boundaries", sets + 1);
        if (boundaries[0] != 0 || boundaries.Zip(boundaries.Skip(1)).Any(pair => pair.First > pair.Second))
        {
            throw block.Refused("cat_boundaries do not rise from 0");
        }

        var bits = sets == 0 ? [] : block.Numbers<uint>("cat_threshold", boundaries[^1]);
        var splits = Splits(block, leaves - 1, columns, boundaries);
        CheckParents(block, splits);
        return new DecisionTree(splits, [.. values.Zip(counts, (value, count) => new TreeLeaf(value, count))], bits);
    }

    private static TreeSplit[] Splits(TextBlock block, int count, int columns, int[] boundaries)
    {
        var column = block.Numbers<int>("split_feature", count);
        var threshold = block.Numbers<double>("threshold", count, mayBeInfinite: true);
        var kind = block.Numbers<int>("decision_type", count);
        var left = block.Numbers<int>("left_child", count);
        var right = block.Numbers<int>("right_child", count);
        var splits = new TreeSplit[count];
        for (var node = 0; node < count; node++)
        {
            if (column[node] < 0 || column[node] >= columns)
            {
                throw block.Refused(FormattableString.Invariant($"split_feature is {column[node]}, expected 0 to {columns - 1}"));
            }

            var isCategory = (kind[node] & Category) != 0;
            var missing = kind[node] >> MissingShift;
            if (missing is < 0 or > (int)MissingKind.NaN)
            {
                throw block.Refused(FormattableString.Invariant($"decision_type is {kind[node]}, expected bits of 0 to 11"));
            }

            var set = isCategory ? threshold[node] : 0;
            if (isCategory && !(set >= 0 && set < boundaries.Length - 1))
            {
                throw block.Refused(FormattableString.Invariant($"a split's set of categories is {set}, expected 0 to {boundaries.Length - 2}"));
            }

            splits[node] = new TreeSplit
            {
                Column = column[node],
                IsCategory = isCategory,
                Threshold = isCategory ? 0 : AwayFromZero(threshold[node]),
                Missing = (MissingKind)missing,
                MissingGoesLeft = (kind[node] & DefaultLeft) != 0,
                FirstWord = isCategory ? boundaries[(int)set] : 0,
                Words = isCategory ? boundaries[(int)set + 1] - boundaries[(int)set] : 0,
                Left = left[node],
                Right = right[node],
            };
        }

        return splits;
    }

    /// <summary>The library takes numbers within the bound for 0, wherever between them the threshold lies.</summary>
    private static double AwayFromZero(double threshold) => threshold switch
    {
        >= 0 and <= TreeSplit.ZeroBound => TreeSplit.ZeroBound,
        < 0 and >= -TreeSplit.ZeroBound => Math.BitDecrement(-TreeSplit.ZeroBound),
        _ => threshold,
    };

    private static void CheckParents(TextBlock block, TreeSplit[] splits)
    {
        var (hasParent, isReached) = (new bool[splits.Length], new bool[splits.Length + 1]);
        foreach (var (node, split) in splits.Index())
        {
            foreach (var child in (ReadOnlySpan<int>)[split.Left, split.Right])
            {
                var seen = child < 0 ? isReached : hasParent;
                var index = child < 0 ? ~child : child;
                if (index >= seen.Length || (child >= 0 && child <= node) || seen[index])
                {
                    throw block.Refused(FormattableString.Invariant($"split {node} has the child {child}, which is none or another's, or comes before it"));
                }

                seen[index] = true;
            }
        }
    }
}
