namespace ServerlessMlops.Pipeline.Contracts;

/// <summary>A number with what one must know to weigh it; a missing one says why (never NaN).</summary>
/// <param name="Name">e.g. <c>auc</c>; see <c>docs/statistics.md</c>.</param>
/// <param name="Value">Null exactly when <paramref name="Unmeasured"/> says why.</param>
/// <param name="Lower">Lower end of the 95 % interval.</param>
/// <param name="Upper">Upper end of the 95 % interval.</param>
/// <param name="N">Rows it was computed on.</param>
/// <param name="HigherIsBetter">Direction, for display and for choosing.</param>
public sealed record Measure(
    string Name, double? Value, double? Lower, double? Upper, long N, bool HigherIsBetter, string? Unmeasured = null)
{
    /// <summary>How the interval was made, or why there is none.</summary>
    public string? Interval { get; init; }

    /// <summary>The interval at <see cref="BoundLevels"/>; null where there is none, or in reports from before it was kept.</summary>
    public IReadOnlyList<Bounds>? Bounds { get; init; }

    /// <summary>Of a disparity: groups that have too few rows to stand in it, each with what it lacks. Null elsewhere, and in older reports.</summary>
    public IReadOnlyList<string>? LeftOut { get; init; }

    /// <summary>Levels at which an interval is kept beside the 95 % one, so that a gate of another confidence can be decided, now or later.</summary>
    public static readonly IReadOnlyList<double> BoundLevels = [0.80, 0.90, 0.99];

    public static Measure Missing(string name, long n, bool higherIsBetter, string reason) => new(name, null, null, null, n, higherIsBetter, reason);
}

/// <summary>An interval of a stated level.</summary>
/// <param name="Level">In (0, 1), of both sides together: at 0.90 the measure lies below the lower end in 5 % of samples.</param>
public sealed record Bounds(double Level, double Lower, double Upper);

/// <summary>One group of one protected attribute. Rates are for classification, errors for regression; null where the group has no such rows.</summary>
/// <param name="N">Rows of the group in the test part.</param>
/// <param name="Positives">Rows whose label is the positive class.</param>
/// <param name="SelectionRate">Share predicted positive (for many classes: accuracy stands in <paramref name="Accuracy"/>).</param>
public sealed record GroupRow(
    string Group,
    long N,
    long? Positives = null,
    double? SelectionRate = null,
    double? TruePositiveRate = null,
    double? FalsePositiveRate = null,
    double? Accuracy = null,
    double? MeanError = null,
    double? MeanAbsoluteError = null)
{
    /// <summary>What the group lacks to stand in the disparities; null where it stands in all of them.</summary>
    public string? NotCompared { get; init; }

    /// <summary>
    /// Its rates or errors again, each with n and interval: <c>selection_rate</c>, <c>true_positive_rate</c>, <c>false_positive_rate</c>,
    /// <c>precision</c>, <c>accuracy</c>, <c>ece</c>; <c>mean_error</c>, <c>mae</c>, <c>rmse</c>. Null in reports from before they were kept.
    /// </summary>
    public IReadOnlyList<Measure>? Measures { get; init; }
}

/// <summary>The group table of one attribute and the disparities read off it.</summary>
/// <param name="Attribute">A protected attribute, or several crossed, e.g. <c>Age × Sex</c>.</param>
public sealed record AttributeDisparity(string Attribute, IReadOnlyList<GroupRow> Groups, IReadOnlyList<Measure> Disparities)
{
    /// <summary>The attributes that were crossed; null for one alone.</summary>
    public IReadOnlyList<string>? Crossed { get; init; }

    /// <summary>Whether that is the name asked for: crossed attributes are the same in any order.</summary>
    public bool IsBy(string attribute) => CrossedName.IsSame(Attribute, attribute);
}

/// <summary>How much one feature moved the scores of the test part.</summary>
/// <param name="MeanAbsolute">Mean absolute contribution, in the margin's unit (log-odds, or the target's unit for regression).</param>
public sealed record FeatureImportance(string Feature, double MeanAbsolute);

/// <summary>One cell of the confusion matrix: rows of class <paramref name="Actual"/> that were predicted <paramref name="Predicted"/>.</summary>
public sealed record ConfusionCell(string Actual, string Predicted, long Count);

/// <summary>Everything Evaluate measured on the untouched test part; an artefact.</summary>
public sealed record EvaluationReport
{
    public required string RunId { get; init; }

    public required ModelTask Task { get; init; }

    public required string Target { get; init; }

    public string? Positive { get; init; }

    public IReadOnlyList<string> Classes { get; init; } = [];

    /// <summary>Probability from which a row is predicted positive; binary only.</summary>
    public double? Threshold { get; init; }

    /// <summary>Why labels are decided so; null where the most probable class is, or where the model does not say.</summary>
    public DecisionBasis? Decision { get; init; }

    /// <summary>What sets or intervals were made with; how often they held the truth stands among the metrics. Null for models of old.</summary>
    public ConformalReach? Conformal { get; init; }

    public required long TestRows { get; init; }

    public required IReadOnlyList<Measure> Metrics { get; init; }

    public IReadOnlyList<ConfusionCell> Confusion { get; init; } = [];

    public required IReadOnlyList<AttributeDisparity> Disparities { get; init; }

    /// <summary>Of all rows, then of each group of each attribute; null for a number, or in reports from before it was kept.</summary>
    public IReadOnlyList<CalibrationCurve>? Calibration { get; init; }

    public required IReadOnlyList<GateResult> Gates { get; init; }

    public IReadOnlyList<FeatureImportance> Importances { get; init; } = [];

    public IReadOnlyList<CandidateResult> Candidates { get; init; } = [];

    /// <summary>An <see cref="ExplanationReport"/>: its digest stands here, so that it is part of what is approved.</summary>
    public ArtifactRef? Explanation { get; init; }

    public OpacityPrice? Opacity { get; init; }

    /// <summary>Parts of the test rows that the model does worse on; null in reports from before they were looked for.</summary>
    public SliceReport? Slices { get; init; }

    /// <summary>For drawing; null for many classes.</summary>
    public CurveReport? Curves { get; init; }

    /// <summary>Changed inputs, other seeds, other times, hints of a leak; null in reports from before they were looked for.</summary>
    public ProbingReport? Probing { get; init; }

    /// <summary>What the candidates came to where a disparity was to be mitigated; null where none was.</summary>
    public FrontierReport? Frontier { get; init; }

    /// <summary>Against the champion, the first approved version and the best; null where none is live.</summary>
    public ContestReport? Contest { get; init; }

    /// <summary>Bootstrap resamples and seed, so that the intervals can be made again.</summary>
    public int Resamples { get; init; }

    public int Seed { get; init; }

    /// <summary>The chosen model in other formats, with what became of their checks; null where the gates did not pass.</summary>
    public IReadOnlyList<ModelExport>? Exports { get; init; }
}

/// <summary>What crosses the history of an evaluation.</summary>
/// <param name="GatesPassed">There are gates, and none of them stops the run.</param>
public sealed record EvaluationSummary(
    ArtifactRef Report, ModelTask Task, bool GatesPassed, IReadOnlyList<GateResult> Gates, CandidateResult Chosen)
{
    /// <summary>Why nothing was measured: the gates are not those that were sealed. Null where they are.</summary>
    public string? Refused { get; init; }

    /// <inheritdoc cref="EvaluationReport.Exports"/>
    public IReadOnlyList<ModelExport>? Exports { get; init; }
}

/// <summary>An evaluation that was not made, as the gates were not those that had been sealed; an artefact.</summary>
/// <param name="Sealed">SHA-256 of what the audit log holds.</param>
/// <param name="InForce">Of what lay there at the evaluation.</param>
public sealed record RefusedEvaluation(string RunId, string Sealed, string InForce, string Reason);
