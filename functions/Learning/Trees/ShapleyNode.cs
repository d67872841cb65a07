namespace ServerlessMlops.Learning.Trees;

/// <summary>A split as the walk over a whole tree needs it. Slots are <see cref="TreeCover"/>'s.</summary>
internal readonly record struct ShapleyNode
{
    /// <summary>Numbers at or below it go left.</summary>
    public required double Threshold { get; init; }

    public required int Column { get; init; }

    public required int Left { get; init; }

    public required int Right { get; init; }

    /// <summary>The slot of the last edge before it that asks for its column, or 0.</summary>
    public required int Before { get; init; }

    /// <summary>Whether <see cref="Threshold"/> and <see cref="NanGoesLeft"/> tell all; else the tree's own split is asked.</summary>
    public required bool IsPlain { get; init; }

    public required bool NanGoesLeft { get; init; }

    public static ShapleyNode Of(DecisionTree tree, TreeCover cover, int node)
    {
        var split = tree.Splits[node];
        return new ShapleyNode
        {
            Threshold = split.Threshold,
            Column = split.Column,
            Left = TreeCover.Slot(tree, split.Left),
            Right = TreeCover.Slot(tree, split.Right),
            Before = cover.Before[node],
            IsPlain = !split.IsCategory && split.Missing != MissingKind.Zero,
            NanGoesLeft = !split.IsCategory && split.SendsLeft(double.NaN),
        };
    }
}
