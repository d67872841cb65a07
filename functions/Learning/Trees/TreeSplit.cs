namespace ServerlessMlops.Learning.Trees;

/// <summary>One question of a tree: an inner node.</summary>
internal readonly record struct TreeSplit
{
    /// <summary>Numbers this near to 0 are 0 (the library's <c>kZeroThreshold</c>).</summary>
    public const double ZeroBound = 1e-35f;

    /// <summary>Index of the encoded column that is looked at.</summary>
    public required int Column { get; init; }

    /// <summary>Whether the column holds codes of categories, and the left ones are a set; else it holds numbers.</summary>
    public required bool IsCategory { get; init; }

    /// <summary>Numbers at or below it go left. 0 for categories.</summary>
    /// <remarks>Never inside <see cref="ZeroBound"/> of 0: the reader moves it to the border, where it parts the same numbers.</remarks>
    public required double Threshold { get; init; }

    /// <summary>Of numbers. A category that is NaN goes right.</summary>
    public required MissingKind Missing { get; init; }

    /// <summary>Where missing numbers go.</summary>
    public required bool MissingGoesLeft { get; init; }

    /// <summary>The left categories, as words of <see cref="DecisionTree.CategoryBits"/>: the first of them.</summary>
    public required int FirstWord { get; init; }

    /// <summary>How many words. Codes beyond them go right.</summary>
    public required int Words { get; init; }

    /// <summary>Index of a split; below 0, the bitwise complement of a leaf's index.</summary>
    public required int Left { get; init; }

    /// <inheritdoc cref="Left"/>
    public required int Right { get; init; }

    /// <summary>Where a number goes.</summary>
    public bool SendsLeft(double value)
    {
        if (double.IsNaN(value) && Missing != MissingKind.NaN)
        {
            value = 0;
        }

        var isMissing = Missing switch
        {
            MissingKind.Zero => Math.Abs(value) <= ZeroBound,
            MissingKind.NaN => double.IsNaN(value),
            _ => false,
        };
        return isMissing ? MissingGoesLeft : value <= Threshold;
    }

    /// <summary>Where a category goes. A code is cut to a whole number; NaN, negative ones and those beyond the words go right.</summary>
    public bool SendsLeft(double code, ReadOnlySpan<uint> categoryBits)
    {
        // As the library's cast to a 32-bit number: -0.5 is code 0, and what does not fit is below 0.
        if (!(code > -1 && code < 2_147_483_648.0))
        {
            return false;
        }

        var whole = (int)code;
        return whole / 32 < Words && ((categoryBits[FirstWord + (whole / 32)] >> (whole % 32)) & 1) != 0;
    }
}
