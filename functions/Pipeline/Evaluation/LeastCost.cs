using static System.FormattableString;

namespace ServerlessMlops.Pipeline.Evaluation;

/// <summary>The threshold of the least mean cost on some rows: (c_fp·FP + c_fn·FN) ÷ n.</summary>
/// <remarks>
/// For calibrated probabilities the threshold of the least expected cost is c_fp ÷ (c_fp + c_fn) (Elkan, IJCAI 2001, equation 2). Of thresholds
/// with equal costs the one nearest to it is taken, and it is itself where the rows are of one class.
/// </remarks>
internal static class LeastCost
{
    /// <param name="actual">1 for a positive row, 0 for a negative one.</param>
    /// <param name="costs">By actual, then predicted; [negative, positive].</param>
    public static OperatingPoint Choose(double[][] costs, int[] actual, double[] probability)
    {
        var (falsePositive, falseNegative) = (costs[0][1], costs[1][0]);
        var expected = falsePositive / (falsePositive + falseNegative);
        if (actual.Distinct().Count() < 2)
        {
            return new(expected, null, Invariant($"{expected:0.####}, of calibrated probabilities: the validation rows are of one class."));
        }

        double Cost(ThresholdCounts at) => ((falsePositive * at.Counts.FalsePositives) + (falseNegative * at.Counts.FalseNegatives)) / actual.Length;
        var best = ThresholdCounts.Of(actual, probability)
            .OrderBy(Cost).ThenBy(at => Math.Abs(at.Threshold - expected)).ThenByDescending(at => at.Threshold).First();
        return new(
            best.Threshold, null,
            Invariant($"The least mean cost on the validation part, {Cost(best):0.####} a row; calibrated probabilities would ask for {expected:0.####}."));
    }
}
