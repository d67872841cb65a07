namespace ServerlessMlops.Statistics.Fairness;

/// <summary>The named disparities between groups, each a line over <see cref="ByGroup"/>, against each other or against all rows.</summary>
/// <remarks>
/// They measure; what they mean for a use, and which of them matters there, people decide: except in trivial cases they cannot all be 0 at once
/// (Chouldechova, Big Data 5 (2017) 153–163). Names and definitions as in fairlearn.metrics. Differences of shares lie in [0, 1], 0 exactly when
/// the groups are alike; ratios in [0, 1], 1 exactly then.
/// </remarks>
public static class Disparities
{
    /// <summary>Of the selection rate: largest − smallest.</summary>
    public static Estimate DemographicParityDifference(ByGroup selectionRate, Against against = Against.EachOther) =>
        selectionRate.DifferenceBy(against);

    /// <summary>Of the selection rate: smallest ÷ largest.</summary>
    public static Estimate DemographicParityRatio(ByGroup selectionRate, Against against = Against.EachOther) => selectionRate.RatioBy(against);

    /// <summary>Of the true positive rate: 0 when each group's positives are found at the same rate.</summary>
    /// <remarks>Source: Hardt, Price and Srebro, NeurIPS 29 (2016).</remarks>
    public static Estimate EqualOpportunityDifference(ByGroup truePositiveRate, Against against = Against.EachOther) =>
        truePositiveRate.DifferenceBy(against);

    /// <inheritdoc cref="EqualOpportunityDifference"/>
    public static Estimate EqualOpportunityRatio(ByGroup truePositiveRate, Against against = Against.EachOther) => truePositiveRate.RatioBy(against);

    /// <summary>The larger of the differences in true and in false positive rate; unmeasured where either is.</summary>
    /// <remarks>Source: Hardt, Price and Srebro, NeurIPS 29 (2016).</remarks>
    public static Estimate EqualizedOddsDifference(ByGroup truePositiveRate, ByGroup falsePositiveRate, Against against = Against.EachOther) =>
        Worse(truePositiveRate.DifferenceBy(against), falsePositiveRate.DifferenceBy(against), Math.Max);

    /// <summary>The smaller of the ratios of true and of false positive rates; unmeasured where either is.</summary>
    public static Estimate EqualizedOddsRatio(ByGroup truePositiveRate, ByGroup falsePositiveRate, Against against = Against.EachOther) =>
        Worse(truePositiveRate.RatioBy(against), falsePositiveRate.RatioBy(against), Math.Min);

    /// <summary>Of the precision: 0 when a positive prediction is right equally often in every group.</summary>
    public static Estimate PredictiveParityDifference(ByGroup precision, Against against = Against.EachOther) => precision.DifferenceBy(against);

    /// <summary>Of the expected calibration error, which is above 0 by chance alone, the more so in a small group.</summary>
    public static Estimate CalibrationDifference(ByGroup calibrationError, Against against = Against.EachOther) =>
        calibrationError.DifferenceBy(against);

    /// <summary>Of the accuracy, for any number of classes.</summary>
    public static Estimate AccuracyDifference(ByGroup accuracy, Against against = Against.EachOther) => accuracy.DifferenceBy(against);

    /// <summary>Of the mean error, the mean absolute error or the root mean squared error of a number, in the target's unit, in [0, ∞).</summary>
    public static Estimate ErrorDifference(ByGroup error, Against against = Against.EachOther) => error.DifferenceBy(against);

    /// <summary>Of an error that is not negative: smallest ÷ largest.</summary>
    public static Estimate ErrorRatio(ByGroup error, Against against = Against.EachOther) => error.RatioBy(against);

    private static Estimate Worse(Estimate one, Estimate other, Func<double, double, double> worse) =>
        !one.TryGet(out var first) ? one : other.TryGet(out var second) ? Estimate.Of(worse(first, second)) : other;
}
