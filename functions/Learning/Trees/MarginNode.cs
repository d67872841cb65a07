namespace ServerlessMlops.Learning.Trees;

/// <summary>A node of any tree, as the walk to a leaf needs it: 16 bytes, siblings side by side.</summary>
/// <param name="Threshold">Numbers at or below it go left; +∞ for a leaf.</param>
/// <param name="Column">The encoded column that is looked at, and <see cref="NanGoesLeft"/> and <see cref="IsOther"/> above it.</param>
/// <param name="Next">Index of the left child, before the right one; a leaf's own.</param>
internal readonly record struct MarginNode(double Threshold, uint Column, int Next)
{
    public const uint NanGoesLeft = 1u << 31;

    /// <summary>The split is asked itself.</summary>
    public const uint IsOther = 1u << 30;

    public const uint ColumnBits = IsOther - 1;

    public static MarginNode Of(TreeSplit split, int next) => new(
        split.Threshold,
        (uint)split.Column
            | (split.IsCategory || split.Missing == MissingKind.Zero ? IsOther : 0)
            | (!split.IsCategory && split.SendsLeft(double.NaN) ? NanGoesLeft : 0),
        next);

    public static MarginNode Leaf(int index) => new(double.PositiveInfinity, NanGoesLeft, index);
}
