using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Statistics;
using ServerlessMlops.Statistics.Classification;
using ServerlessMlops.Statistics.Fairness;
using Measures = ServerlessMlops.Statistics.Fairness.Disparities;

namespace ServerlessMlops.Pipeline.Evaluation;

/// <summary>Selection, error rates and calibration of a binary decision by group.</summary>
internal sealed class BinaryGroups(TestSet test, double threshold) : GroupPlan
{
    private readonly BinaryCells _cells = new(test, threshold);

    public override int Width => _cells.Width;

    public override IReadOnlyList<GroupRate> Rates =>
    [
        Share("selection_rate", false, counts => (counts.Selected, counts.Rows), null),
        Share("true_positive_rate", true, counts => (counts.TruePositives, counts.Positives), "positive rows"),
        Share("false_positive_rate", false, counts => (counts.FalsePositives, counts.Negatives), "negative rows"),
        Share("precision", true, counts => (counts.TruePositives, counts.Selected), "rows predicted positive"),
        Share("accuracy", true, counts => (counts.TruePositives + counts.TrueNegatives, counts.Rows), null),
        new("ece", false, _cells.CalibrationError, Rows, null, null),
    ];

    public override IReadOnlyList<GroupDisparity> Disparities { get; } =
    [
        new("demographic_parity_difference", Contrast.Difference, [0], by => Measures.DemographicParityDifference(by[0])),
        new("demographic_parity_ratio", Contrast.Ratio, [0], by => Measures.DemographicParityRatio(by[0])),
        new("equalized_odds_difference", Contrast.Difference, [1, 2], by => Measures.EqualizedOddsDifference(by[0], by[1])),
        new("equalized_odds_ratio", Contrast.Ratio, [1, 2], by => Measures.EqualizedOddsRatio(by[0], by[1])),
        new("equal_opportunity_difference", Contrast.Difference, [1], by => Measures.EqualOpportunityDifference(by[0])),
        new("equal_opportunity_ratio", Contrast.Ratio, [1], by => Measures.EqualOpportunityRatio(by[0])),
        new("predictive_parity_difference", Contrast.Difference, [3], by => Measures.PredictiveParityDifference(by[0])),
        new("accuracy_difference", Contrast.Difference, [4], by => Measures.AccuracyDifference(by[0])),
        new("calibration_difference", Contrast.Difference, [5], by => Measures.CalibrationDifference(by[0])),
    ];

    public override void Add(ReadOnlySpan<int> counts, int[] cell, Span<double> sums) => _cells.Add(counts, cell, sums);

    public override long Rows(ReadOnlySpan<double> sums) => _cells.Confusion(sums).Rows;

    public override (long[] Rows, long[] Positives, double[] Probabilities)? Bins(ReadOnlySpan<double> sums) => _cells.Bins(sums);

    public override GroupRow Row(string name, ReadOnlySpan<double> sums)
    {
        var group = _cells.Confusion(sums);
        return new(
            name, group.Rows, group.Positives, group.SelectionRate.Value, group.Recall.Value, group.FalsePositiveRate.Value, group.Accuracy.Value);
    }

    private GroupRate Share(string name, bool higherIsBetter, Func<ConfusionCounts, (long Part, long Whole)> part, string? what)
    {
        Estimate Read(ReadOnlySpan<double> sums)
        {
            var (hits, rows) = part(_cells.Confusion(sums));
            return Estimate.Ratio(hits, rows, $"there are no {what ?? "rows"}");
        }

        return new(name, higherIsBetter, Read, sums => part(_cells.Confusion(sums)).Whole, what, sums => part(_cells.Confusion(sums)).Part);
    }
}
