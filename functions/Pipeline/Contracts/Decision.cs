namespace ServerlessMlops.Pipeline.Contracts;

/// <summary>How scores become decisions. At most one of costs, threshold and operating point; none of them: Youden's J on validation.</summary>
public sealed record DecisionSpec
{
    public DecisionCosts? Costs { get; init; }

    /// <summary>Predicted positive from this probability on, in (0, 1); binary only.</summary>
    public double? Threshold { get; init; }

    /// <summary>Binary only.</summary>
    public OperatingLimit? OperatingPoint { get; init; }

    /// <summary>How often a set of classes, or an interval, is to hold the truth, in [0.5, 0.999]; null: 0.9.</summary>
    public double? Coverage { get; init; }
}

/// <summary>What mistakes cost, in any one unit. A right answer costs 0.</summary>
public sealed record DecisionCosts
{
    /// <summary>Of a negative row that is predicted positive; above 0. Binary only, with <see cref="FalseNegative"/>.</summary>
    public double? FalsePositive { get; init; }

    /// <summary>Of a positive row that is predicted negative; above 0. Binary only, with <see cref="FalsePositive"/>.</summary>
    public double? FalseNegative { get; init; }

    /// <summary>By actual class, then by predicted class, 0 or more; a mistake that is not named costs 1.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>> ByClass { get; init; } =
        new Dictionary<string, IReadOnlyDictionary<string, double>>();
}

/// <summary>What a limit on decisions is set by; the words of pipeline.yaml are recall, precision, fpr, specificity, selection_rate.</summary>
public enum OperatingRate { Recall, Precision, FalsePositiveRate, Specificity, SelectionRate }

/// <summary>A rate that decisions must keep on validation; exactly one of the limits. The best of the other rate under it is chosen.</summary>
public sealed record OperatingLimit
{
    public required OperatingRate Rate { get; init; }

    public double? Min { get; init; }

    public double? Max { get; init; }
}

/// <summary>Why a model decides as it does; evidence.</summary>
/// <param name="Rule">What was asked for, e.g. <c>recall ≥ 0.8</c>.</param>
/// <param name="Reason">What was chosen by it, as a sentence.</param>
/// <param name="Validation">What the decisions gave on the rows they were chosen on, so that it flatters; each with n and interval.</param>
public sealed record DecisionBasis(string Rule, string Reason, IReadOnlyList<Measure> Validation)
{
    /// <summary>How the rule could not be kept, as a sentence; null where it was.</summary>
    public string? NotMet { get; init; }
}

/// <summary>How far a prediction reaches to hold the truth as often as was asked.</summary>
/// <param name="Coverage">How often, in (0, 1).</param>
/// <param name="Reach">
/// Regression: the interval is ŷ ± it. Classes: the set is those with 1 − p at most it. Null where it cannot be had, which
/// <paramref name="Unmeasured"/> explains.
/// </param>
/// <param name="Rows">Validation rows that it stands on.</param>
public sealed record ConformalReach(double Coverage, double? Reach, long Rows, string? Unmeasured = null);
