using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Statistics;

namespace ServerlessMlops.Pipeline.Evaluation;

/// <summary>Mean cost of the decisions, where costs are stated: Σ c[actual][predicted] ÷ n.</summary>
internal static class CostMeasure
{
    /// <returns>Null where no costs are stated.</returns>
    public static MeasureBlock? Of(TestSet test, double threshold)
    {
        if (test.Costs is null)
        {
            return null;
        }

        var costs = Rows(test, threshold);
        return new([new("mean_cost", false, test.Rows)], (counts, values) => values[0] = Counts.Mean(counts, costs));
    }

    /// <summary>One a row; binary by the threshold, many classes by the least expected cost.</summary>
    public static double[] Rows(TestSet test, double threshold)
    {
        var costs = test.Costs ?? throw new ArgumentException("Seen no costs; expected a matrix of them.", nameof(test));
        var predicted = test.Task == ModelTask.Binary
            ? Array.ConvertAll(test.Probability, probability => probability >= threshold ? 1 : 0)
            : MulticlassMeasures.Predicted(test);
        return [.. test.Actual.Zip(predicted, (actual, label) => costs[actual][label])];
    }
}
