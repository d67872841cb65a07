using System.Collections.Immutable;

namespace ServerlessMlops.Learning.Trees;

/// <summary>One tree. Immutable; decides exactly as LightGBM 4.7 does.</summary>
internal sealed class DecisionTree
{
    private readonly TreeSplit[] _splits;
    private readonly uint[] _categoryBits;

    /// <param name="splits">
    /// The root first, each after its parent; each split but the root and each leaf has one parent. Empty where the tree is one leaf.
    /// </param>
    /// <param name="leaves">One more than the splits.</param>
    /// <param name="categoryBits">Bit c % 32 of word c / 32 of a split's words says that code c goes left.</param>
    public DecisionTree(ReadOnlySpan<TreeSplit> splits, ReadOnlySpan<TreeLeaf> leaves, ReadOnlySpan<uint> categoryBits)
    {
        _splits = splits.ToArray();
        _categoryBits = categoryBits.ToArray();
        Leaves = [.. leaves];
    }

    public ReadOnlySpan<TreeSplit> Splits => _splits;

    public ImmutableArray<TreeLeaf> Leaves { get; }

    /// <inheritdoc cref="DecisionTree(ReadOnlySpan{TreeSplit}, ReadOnlySpan{TreeLeaf}, ReadOnlySpan{uint})"/>
    public ReadOnlySpan<uint> CategoryBits => _categoryBits;

    /// <summary>Where a value of the split's column goes.</summary>
    public bool SendsLeft(in TreeSplit split, double value) => split.IsCategory ? split.SendsLeft(value, _categoryBits) : split.SendsLeft(value);

    /// <summary>The codes that a categorical split sends left, in order.</summary>
    public IEnumerable<int> LeftCategories(TreeSplit split) =>
        Enumerable.Range(0, split.Words * 32).Where(code => split.SendsLeft(code, _categoryBits));
}
