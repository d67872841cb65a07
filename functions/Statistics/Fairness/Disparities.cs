namespace ServerlessMlops.Statistics.Fairness;

/// <summary>The named disparities of a binary decision between groups, each a line over <see cref="ByGroup"/>.</summary>
/// <remarks>
/// They measure; what they mean for a use, and which of them matters there, people decide: except in trivial cases they cannot all be 0 at once
/// (Chouldechova, Big Data 5 (2017) 153–163). Names and definitions as in fairlearn.metrics.
/// </remarks>
public static class Disparities
{
    /// <summary>Largest − smallest selection rate: in [0, 1], 0 exactly when each group is selected at the same rate.</summary>
    public static Estimate DemographicParityDifference(ByGroup selectionRate) => selectionRate.Difference;

    /// <summary>Smallest ÷ largest selection rate: in [0, 1], 1 exactly when each group is selected at the same rate.</summary>
    public static Estimate DemographicParityRatio(ByGroup selectionRate) => selectionRate.Ratio;

    /// <summary>Largest − smallest true positive rate: in [0, 1], 0 when each group's positives are found at the same rate.</summary>
    /// <remarks>Source: Hardt, Price and Srebro, NeurIPS 29 (2016).</remarks>
    public static Estimate EqualOpportunityDifference(ByGroup truePositiveRate) => truePositiveRate.Difference;

    /// <summary>
    /// The larger of the differences in true and in false positive rate: in [0, 1], 0 when both rates are the same in every group.
    /// Unmeasured where either difference is.
    /// </summary>
    /// <remarks>Source: Hardt, Price and Srebro, NeurIPS 29 (2016).</remarks>
    public static Estimate EqualizedOddsDifference(ByGroup truePositiveRate, ByGroup falsePositiveRate)
    {
        if (!truePositiveRate.Difference.TryGet(out var found))
        {
            return truePositiveRate.Difference;
        }

        return falsePositiveRate.Difference.TryGet(out var wrong) ? Estimate.Of(Math.Max(found, wrong)) : falsePositiveRate.Difference;
    }

    /// <summary>Largest − smallest precision: in [0, 1], 0 when a positive prediction is right equally often in every group.</summary>
    public static Estimate PredictiveParityDifference(ByGroup precision) => precision.Difference;
}
