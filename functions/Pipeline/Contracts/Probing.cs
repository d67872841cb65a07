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

/// <summary>What becomes of the model when its inputs, its seed or the time change, and what hints at a leak or at learning by heart.</summary>
public sealed record ProbingReport
{
    /// <summary>The measure that picks candidates.</summary>
    public required string Metric { get; init; }

    /// <summary>Of the test part, drawn where it has more than are scored again.</summary>
    public required long Rows { get; init; }

    public required int Seed { get; init; }

    /// <summary>Inputs changed and rows scored again.</summary>
    public IReadOnlyList<Perturbation> Robustness { get; init; } = [];

    /// <summary>The chosen candidate trained again with other seeds; null where it was not, which <see cref="SeedsNotMeasured"/> explains.</summary>
    public IReadOnlyList<SeedResult>? Seeds { get; init; }

    public string? SeedsNotMeasured { get; init; }

    /// <summary>The test part in the order of time; null where it was not measured, which <see cref="TimeNotMeasured"/> explains.</summary>
    public IReadOnlyList<TimeBlock>? Blocks { get; init; }

    public string? TimeNotMeasured { get; init; }

    public IReadOnlyList<Signal> Signals { get; init; } = [];
}

/// <summary>One change of inputs.</summary>
/// <param name="Kind"><c>noise</c>, <c>missing</c>, <c>above</c>, <c>below</c>, <c>swapped</c> or <c>unseen</c>.</param>
/// <param name="Input">Null where all numbers are changed at once.</param>
/// <param name="Text">What was done, as a sentence.</param>
/// <param name="Change">Of the measure that picks: after − before, paired.</param>
/// <param name="Flipped">Share of rows that are then decided otherwise; null for regression.</param>
/// <param name="Moved">Mean |after − before| of the prediction; regression only.</param>
public sealed record Perturbation(string Kind, string? Input, string Text, Measure Change, Measure? Flipped, Measure? Moved);

/// <summary>The candidate trained with another seed.</summary>
/// <param name="Flipped">Share of test rows that it decides otherwise than the chosen model; null for regression.</param>
public sealed record SeedResult(int Seed, Measure Measure, Measure? Flipped);

/// <summary>A part of the test rows that follow each other in time.</summary>
/// <param name="From">The first and last value of the column, as a file writes them.</param>
public sealed record TimeBlock(string Column, string From, string To, Measure Measure);

/// <summary>A number that hints at a leak, or at learning by heart.</summary>
/// <param name="Raised">Whether it is beyond what docs/slices.md calls unremarkable: a question to ask, and not a verdict.</param>
public sealed record Signal(Measure Measure, bool Raised, string Sentence);
