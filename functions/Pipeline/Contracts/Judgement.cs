namespace ServerlessMlops.Pipeline.Contracts;

/// <summary>
/// What was judged of a table before anything is trained on it. A number that was not measured is null, with the reason beside it.
/// </summary>
public sealed record DataJudgement
{
    /// <summary>Rows of the table.</summary>
    public required long Rows { get; init; }

    /// <summary>Rows that leakage and labels were judged on: all of them, or a sample drawn with <see cref="Seed"/>.</summary>
    public required long JudgedRows { get; init; }

    /// <summary>Of the sample and the folds, so that every number can be made again.</summary>
    public required int Seed { get; init; }

    /// <summary>One entry a feature, the most predictive first.</summary>
    public IReadOnlyList<FeatureFinding> Features { get; init; } = [];

    public CopyFinding? Copies { get; init; }

    public LabelFinding? Labels { get; init; }

    public IReadOnlyList<GroupFinding> Groups { get; init; } = [];

    /// <summary>Null where there is no approved version to compare with.</summary>
    public DriftReport? Drift { get; init; }

    /// <summary>What was found, errors first: an error stops training.</summary>
    public IReadOnlyList<Problem> Problems { get; init; } = [];

    /// <summary>Why only part was judged; null where all was.</summary>
    public string? NotJudged { get; init; }
}

/// <summary>How much a feature gives away: nothing, so much that a person must look, or the target itself.</summary>
public enum LeakVerdict { None, Suspected, Certain }

/// <summary>What one feature alone says about the target.</summary>
/// <param name="Measure">auc, macro_auc or r2.</param>
/// <param name="Power">Of <paramref name="Measure"/>; null exactly when <paramref name="Unmeasured"/> says why.</param>
/// <param name="Method">How the feature was scored: rank, or out_of_fold.</param>
/// <param name="Rows">It was measured on.</param>
public sealed record FeatureFinding(string Column, string Measure, double? Power, string? Method, long Rows, string? Unmeasured = null)
{
    public LeakVerdict Leak { get; init; }

    /// <summary>The column is the target itself, or its classes under other names, in every row.</summary>
    public bool IsCopy { get; init; }

    /// <summary>
    /// The same measure of whether the cell is missing (for many classes: of the class it tells best); null where all or none is.
    /// </summary>
    public double? MissingPower { get; init; }

    /// <summary>Share of all rows with the commonest value, where it is that of most rows; else null. Missing counts as a value.</summary>
    public double? CommonestShare { get; init; }
}

/// <summary>Rows that repeat one another.</summary>
/// <param name="Copies">Rows that equal an earlier one in every column.</param>
/// <param name="CopiesApart">
/// Of those, how many lie in another part of the split than the row they equal: 0 by the splitter's promise, here verified. Null, as the
/// next two, where the table is not yet split.
/// </param>
/// <param name="TestRows">Rows of the test part.</param>
/// <param name="TestRowsTrainedOn">Test rows that equal a training or validation row in every feature and the target.</param>
/// <param name="Contradicting">Rows that equal another in every feature and have another label; null for regression.</param>
/// <param name="ContradictingRows">The first of them, as rows of the file.</param>
public sealed record CopyFinding(
    long Copies, long? CopiesApart, long? TestRows, long? TestRowsTrainedOn, long? Contradicting, IReadOnlyList<long> ContradictingRows);

/// <summary>Labels that a simple classifier, never shown the row, contradicts with confidence.</summary>
/// <param name="Rows">Judged.</param>
/// <param name="Suspects">How many; null exactly when <paramref name="Unmeasured"/> says why.</param>
/// <param name="EstimatedShare">
/// Share of labels that are wrong, as the confident joint estimates it. It cannot tell a wrong label from a row that its features do not
/// explain: where the classifier is poor, it is far too high.
/// </param>
/// <param name="First">Those contradicted most, at most 20.</param>
/// <param name="Accuracy">Of the classifier on rows it did not see: with a poor one, suspects mean little.</param>
public sealed record LabelFinding(
    long Rows, long? Suspects, double? EstimatedShare, double? Accuracy, IReadOnlyList<LabelPair> Pairs, IReadOnlyList<SuspectLabel> First,
    string? Unmeasured = null);

/// <param name="Share">Of all rows, estimated to be labelled <paramref name="Given"/> and to be <paramref name="Suggested"/>.</param>
/// <param name="Suspects">Rows of this pair that are contradicted with confidence.</param>
public sealed record LabelPair(string Given, string Suggested, double Share, long Suspects);

/// <param name="Row">1-based row of data in the file.</param>
/// <param name="Probability">Of <paramref name="Suggested"/>, by the classifier.</param>
public sealed record SuspectLabel(long Row, string Given, string Suggested, double Probability);

/// <summary>
/// One group of a protected attribute before training: whether there will be evidence, and how its labels differ from the rest.
/// </summary>
/// <param name="Positives">Rows of the positive class; null where the task has none.</param>
/// <param name="TestRows">Rows in the test part; where the table is not yet split, as many as its share will give.</param>
public sealed record GroupFinding(string Attribute, string Group, long Rows, long? Positives, long TestRows, long? TestPositives)
{
    /// <summary>What the group lacks to be compared in the test part; null where it lacks nothing.</summary>
    public string? NotCompared { get; init; }

    /// <summary>Rows to be gathered until the test part holds enough to compare; 0 where it does.</summary>
    public required long MoreRows { get; init; }

    /// <summary>The same of positive rows.</summary>
    public long? MorePositives { get; init; }

    /// <summary>The same of negative rows.</summary>
    public long? MoreNegatives { get; init; }

    /// <summary>Half the width of a rate's 95 % interval (Wilson, at rate ½) that the two numbers below are for.</summary>
    public required double HalfWidth { get; init; }

    public required long MoreRowsForHalfWidth { get; init; }

    public long? MorePositivesForHalfWidth { get; init; }

    /// <summary>CI: (rows of the rest − rows of the group) ÷ all rows, in (−1, 1).</summary>
    public required GroupMeasure ClassImbalance { get; init; }

    /// <summary>DPL: share of positives in the rest − in the group, in [−1, 1].</summary>
    public required GroupMeasure LabelDifference { get; init; }
}

/// <summary>A group against the rest; the numbers of rows stand beside the value.</summary>
public sealed record GroupMeasure(double? Value, double? Lower, double? Upper, long GroupRows, long RestRows, string? Unmeasured = null);

/// <summary>The data against that of the last approved version.</summary>
public sealed record DriftReport
{
    public required long ReferenceRows { get; init; }

    public required long CurrentRows { get; init; }

    public required IReadOnlyList<ColumnDrift> Columns { get; init; }

    /// <summary>Columns of the reference that are gone, and new ones.</summary>
    public IReadOnlyList<string> VanishedColumns { get; init; } = [];

    public IReadOnlyList<string> NewColumns { get; init; } = [];

    /// <summary>Groups of protected attributes in which a column drifted: in the whole table a small group's shift drowns.</summary>
    public IReadOnlyList<GroupDrift> Groups { get; init; } = [];

    /// <summary>Columns that drifted, of those measured.</summary>
    public required int Drifted { get; init; }

    public required int Measured { get; init; }

    /// <summary>The table drifted: the share of columns that did is at least <see cref="ShareLimit"/>.</summary>
    public required bool DatasetDrifted { get; init; }

    public required double ShareLimit { get; init; }

    /// <summary>Chance of naming any column wrongly, over all columns together; all groups are a second family.</summary>
    public required double Level { get; init; }

    /// <summary>How p-values were corrected over the columns.</summary>
    public required string Correction { get; init; }
}

/// <summary>A group of a protected attribute then and now.</summary>
/// <param name="Drifted">The columns that drifted within it.</param>
/// <param name="Measured">Columns compared within it.</param>
public sealed record GroupDrift(
    string Attribute, string Group, long ReferenceRows, long CurrentRows, int Measured, IReadOnlyList<ColumnDrift> Drifted);

public enum DriftRole { Feature, Target, Protected }

/// <summary>One column then and now.</summary>
/// <param name="Method">
/// kolmogorov_smirnov, chi_square, two_proportion_z, wasserstein or jensen_shannon; null where none could be used.
/// </param>
/// <param name="Statistic">D, χ², z, distance in standard deviations of the reference, or √nats.</param>
/// <param name="ReferenceRows">With a value, that were compared: above 200,000 rows numbers are compared on a sample.</param>
/// <param name="CurrentRows">The same now.</param>
public sealed record ColumnDrift(
    string Column, DriftRole Role, string? Method, double? Statistic, long ReferenceRows, long CurrentRows, bool Drifted)
{
    /// <summary>Of the test (Kolmogorov–Smirnov, χ², or z for two values), also where a distance is the statistic.</summary>
    public double? P { get; init; }

    /// <summary>Corrected over the columns: compared with the report's level.</summary>
    public double? AdjustedP { get; init; }

    /// <summary>The distance's limit; null where the test alone decides.</summary>
    public double? Limit { get; init; }

    /// <summary>Population stability index in nats, over <see cref="PsiBins"/>.</summary>
    public double? Psi { get; init; }

    /// <summary>What the bins are, e.g. "10 by the reference's deciles".</summary>
    public string? PsiBins { get; init; }

    public double ReferenceMissing { get; init; }

    /// <summary>Share of rows without a value, now.</summary>
    public double CurrentMissing { get; init; }

    /// <summary>Categories that the reference did not have, and those that are gone: at most 20 of each.</summary>
    public IReadOnlyList<string> NewValues { get; init; } = [];

    public IReadOnlyList<string> VanishedValues { get; init; } = [];

    /// <summary>Why it counts as drifted, or why it could not be measured.</summary>
    public string? Reason { get; init; }
}
