namespace ServerlessMlops.Pipeline.Contracts;

/// <summary>Why the chosen model scores as it does, over the test part; an artefact that the evaluation names by digest.</summary>
/// <remarks>docs/explanations.md says how each number is made.</remarks>
public sealed record ExplanationReport
{
    public required string RunId { get; init; }

    public required ModelTask Task { get; init; }

    public required string Target { get; init; }

    /// <summary>The class whose probability effects are in; null for regression and for many classes, where each effect names its own.</summary>
    public string? Class { get; init; }

    public required long TestRows { get; init; }

    public required PermutationReport Permutation { get; init; }

    /// <summary>Of the inputs that matter most by permutation, in that order.</summary>
    public IReadOnlyList<InputEffect> Effects { get; init; } = [];

    /// <summary>Of drawing rows and permuting them.</summary>
    public required int Seed { get; init; }
}

/// <summary>What the model loses when one input's values are dealt anew among the rows.</summary>
/// <param name="Metric">The measure that picks candidates.</param>
/// <param name="Baseline">Its value on the same rows as they are; null exactly when <paramref name="Unmeasured"/> says why.</param>
/// <param name="Rows">Of the test part, drawn where it has more than are used.</param>
/// <param name="Inputs">One a column that the model reads, the largest mean first.</param>
public sealed record PermutationReport(
    string Metric, bool HigherIsBetter, double? Baseline, int Repeats, long Rows, IReadOnlyList<PermutationImportance> Inputs, string? Unmeasured = null);

/// <summary>Loss in the unit of the metric over the repeats: above 0 the model was worse without the input, whatever the metric's direction.</summary>
/// <param name="Deviation">Standard deviation of the repeats (n − 1).</param>
public sealed record PermutationImportance(string Input, double Mean, double Deviation, double Least, double Greatest);

/// <summary>How the score goes with one input.</summary>
/// <param name="Class">The class whose probability it is; null for regression.</param>
/// <param name="Rows">That each partial dependence is a mean over.</param>
/// <param name="Points">Numbers and dates: at quantile edges, ascending. Categories and booleans: by level, the most frequent first.</param>
/// <param name="Missing">Where the value is not given; null where each row has one.</param>
/// <param name="Histogram">Rows in intervals of equal width from the first point to the last; empty for levels.</param>
/// <param name="Note">What is left out, or why nothing is shown; null where nothing is.</param>
public sealed record InputEffect(
    string Input, ColumnKind Kind, string? Class, long Rows, IReadOnlyList<EffectPoint> Points, EffectPoint? Missing,
    IReadOnlyList<long> Histogram, string? Note = null);

/// <param name="At">Null for a level and for a missing value.</param>
/// <param name="Label">The value as it is written in a file.</param>
/// <param name="N">Rows with the level; for a number: above the point before and up to this one.</param>
/// <param name="Partial">Partial dependence: the mean score where every row is given this value.</param>
/// <param name="PartialMargin">The same in log-odds; two classes only.</param>
/// <param name="Accumulated">Accumulated local effect: against the mean score, so that it is 0 over all rows; null for levels.</param>
/// <param name="AccumulatedMargin">The same in log-odds; two classes only.</param>
public sealed record EffectPoint(
    double? At, string Label, long N, double Partial, double? PartialMargin = null, double? Accumulated = null, double? AccumulatedMargin = null);

/// <summary>What the best glass box among the candidates scores on the same test rows as the chosen model.</summary>
/// <param name="GlassBox">Its candidate's name; null where none was trained.</param>
/// <param name="ChosenIsGlassBox">Then there is no price.</param>
/// <param name="Difference">Chosen − glass box, with a paired interval: each resample draws the same rows for both. Null where there is no price.</param>
public sealed record OpacityPrice(
    string Chosen, bool ChosenIsGlassBox, string? GlassBox, string Metric, double? ChosenScore, double? GlassBoxScore, Measure? Difference, long N);

public enum ReasonDirection { Raised, Lowered }

/// <summary>Why a prediction is what it is, in words: one of the features that speak most for it.</summary>
/// <param name="Value">As given; null where it was not.</param>
/// <param name="Weight">As in <see cref="Contribution"/>.</param>
/// <param name="Text">One sentence.</param>
public sealed record ReasonCode(string Feature, string? Value, ReasonDirection Direction, double Weight, string Text);

/// <summary>The smallest change of a row that the search found to be answered as wanted, or why there is none.</summary>
/// <param name="Wanted">As a sentence, e.g. <c>the label good</c>.</param>
/// <param name="Changes">Empty exactly where <paramref name="NoneBecause"/> says why.</param>
/// <param name="Score">Of the changed row, scored again as any other.</param>
/// <param name="Distance">Sum of the changes': numbers in units of their spread in training, 1 for another category.</param>
/// <param name="Movable">Inputs that the search was free to change.</param>
/// <param name="Fixed">Inputs that it was not, with the reason.</param>
public sealed record Counterfactual(
    string Wanted, IReadOnlyList<ValueChange> Changes, double? Score, string? Label, double? Distance, string Method,
    IReadOnlyList<string> Movable, IReadOnlyList<FixedInput> Fixed, string? NoneBecause = null);

/// <param name="Distance">|to − from| ÷ spread for numbers and dates, 1 for categories and booleans.</param>
public sealed record ValueChange(string Input, string From, string To, double Distance);

/// <summary>An input that no counterfactual may change.</summary>
public sealed record FixedInput(string Input, string Reason);
