using ServerlessMlops.Statistics;
using ServerlessMlops.Statistics.Intervals;
using ServerlessMlops.Statistics.Regression;

namespace ServerlessMlops.Pipeline.Evaluation;

/// <summary>What is measured of a regression model, in the target's unit but for R².</summary>
internal static class RegressionMeasures
{
    /// <summary>At which the prediction's pinball loss is measured: too low costs a ninth of too high, as much, nine times as much.</summary>
    private static readonly double[] Quantiles = [0.1, 0.5, 0.9];

    public static MeasureBlock Of(TestSet test)
    {
        var rows = test.Rows;
        var median = MedianAbsoluteError.Rank(test.ActualValue, test.Predicted);
        var pinball = Array.ConvertAll(Quantiles, quantile => PinballLoss.Rows(test.ActualValue, test.Predicted, quantile));
        var largest = test.ActualValue.Zip(test.Predicted, (actual, predicted) => Math.Abs(predicted - actual)).Max();
        return MeasureBlock.Of<Tally>(
            counts => new(counts, RegressionErrors.Of(test.ActualValue, test.Predicted, counts), median, pinball),
            (new("rmse", false, rows), tally => tally.Errors.Rmse),
            (new("mae", false, rows), tally => tally.Errors.Mae),
            (new("median_absolute_error", false, rows), tally => tally.Median),
            (new("r2", true, rows), tally => tally.Errors.R2),
            (new("pinball_0.1", false, rows), tally => tally.Pinball(0)),
            (new("pinball_0.5", false, rows), tally => tally.Pinball(1)),
            (new("pinball_0.9", false, rows), tally => tally.Pinball(2)),
            (new("max_error", false, rows) { Closed = _ => Interval.None("rows that were not seen may be further off") }, _ => Estimate.Of(largest)),
            (new("mean_error", false, rows), tally => tally.Errors.MeanError));
    }

    private readonly ref struct Tally(ReadOnlySpan<int> counts, RegressionErrors errors, MedianAbsoluteError median, double[][] pinball)
    {
        private readonly ReadOnlySpan<int> _counts = counts;

        public RegressionErrors Errors => errors;

        public Estimate Median => median.Of(_counts);

        public Estimate Pinball(int quantile) => Counts.Mean(_counts, pinball[quantile]);
    }
}
