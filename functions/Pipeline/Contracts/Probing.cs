namespace ServerlessMlops.Pipeline.Contracts;

/// <summary>How the model does on parts of the test rows: declared ones, and weak ones that were searched for.</summary>
/// <remarks>docs/slices.md says how each number is made.</remarks>
public sealed record SliceReport
{
    /// <summary>What a row costs: <c>log_loss</c> for classes, <c>mae</c> for regression.</summary>
    public required string Loss { get; init; }

    /// <summary>Rows below which a slice is listed and not judged.</summary>
    public required int MinimumRows { get; init; }

    /// <summary>As pipeline.yaml names them, measured on all test rows.</summary>
    public IReadOnlyList<SliceResult> Declared { get; init; } = [];

    /// <summary>Found on one half of the test rows and measured on the other, the greatest difference first.</summary>
    public IReadOnlyList<SliceResult> Discovered { get; init; } = [];

    /// <summary>The weak slice whose rows cost most beside the others'; null where none is weak by more than chance.</summary>
    public SliceResult? Worst { get; init; }

    /// <summary>Null where nothing was searched, which <see cref="NotSearched"/> explains.</summary>
    public SliceSearch? Search { get; init; }

    public string? NotSearched { get; init; }
}

/// <summary>What a search looked at.</summary>
/// <param name="Columns">Features and protected columns that conditions were made of.</param>
/// <param name="Tests">Conditions and pairs of conditions that were tested, found weak or not.</param>
/// <param name="SearchRows">Half of the test part, that was searched.</param>
/// <param name="ConfirmRows">The other half, that what was found was measured on.</param>
/// <param name="Level">Of the false discovery rate in the search, and of Holm's correction afterwards.</param>
/// <param name="Seed">Of drawing the halves.</param>
public sealed record SliceSearch(IReadOnlyList<string> Columns, int Tests, long SearchRows, long ConfirmRows, double Level, int Seed);

/// <summary>One slice, measured.</summary>
public sealed record SliceResult
{
    /// <summary>As declared, or its conditions in words.</summary>
    public required string Name { get; init; }

    /// <summary>Its conditions in words.</summary>
    public required string Text { get; init; }

    public required IReadOnlyDictionary<string, SliceCondition> Where { get; init; }

    /// <summary>Rows of the slice among those that it was measured on.</summary>
    public required long N { get; init; }

    public required bool IsDeclared { get; init; }

    /// <summary>Whether its rows cost more than the others by more than chance, after the correction for how many were tried.</summary>
    public required bool IsWeak { get; init; }

    /// <summary>The measure that picks candidates, within the slice.</summary>
    public required Measure Primary { get; init; }

    /// <summary>Mean loss of a row of the slice.</summary>
    public required Measure Loss { get; init; }

    /// <summary>Mean loss in the slice − mean loss of the rest.</summary>
    public required Measure LossDifference { get; init; }

    /// <summary>Share of rows that were decided wrongly; null for regression.</summary>
    public Measure? ErrorRate { get; init; }

    /// <summary>Error rate in the slice − error rate of the rest; null for regression.</summary>
    public Measure? ErrorDifference { get; init; }

    /// <summary>The difference in loss in units of its spread.</summary>
    public double? EffectSize { get; init; }

    /// <summary>One-sided, that the slice costs more, corrected by Holm over the slices measured beside it; null where it is not judged.</summary>
    public double? P { get; init; }

    /// <summary>Why it is not judged; null where it is.</summary>
    public string? NotJudged { get; init; }
}
