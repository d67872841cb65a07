using ServerlessMlops.Statistics;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>
/// Spearman's ρ, squared: the share of the ranks' variance that one number explains of another, whatever the monotone relation.
/// </summary>
internal static class RankCorrelation
{
    /// <returns>No unit, in [0, 1]; 1 for a number and its logarithm. Unmeasured where either never differs.</returns>
    /// <remarks>Pearson's r of mid-ranks, as scipy.stats.spearmanr.</remarks>
    public static Estimate Squared(double[] one, double[] other)
    {
        double[] left = MidRanks(one), right = MidRanks(other);
        var middle = (one.Length + 1) / 2.0;
        double both = 0, leftSquares = 0, rightSquares = 0;
        for (var row = 0; row < left.Length; row++)
        {
            double x = left[row] - middle, y = right[row] - middle;
            both += x * y;
            leftSquares += x * x;
            rightSquares += y * y;
        }

        var scale = Math.Sqrt(leftSquares * rightSquares);
        return Estimate.Ratio(both / scale * both, scale, "a column never differs");
    }

    /// <summary>Ranks from 1; equal values share the mean of theirs.</summary>
    private static double[] MidRanks(double[] values)
    {
        var sorted = values.ToArray();
        int[] order = [.. Enumerable.Range(0, sorted.Length)];
        Array.Sort(sorted, order);
        var ranks = new double[sorted.Length];
        for (int start = 0, end; start < sorted.Length; start = end)
        {
            for (end = start + 1; end < sorted.Length && sorted[end] == sorted[start]; end++)
            {
            }

            for (var place = start; place < end; place++)
            {
                ranks[order[place]] = (start + end + 1) / 2.0;
            }
        }

        return ranks;
    }
}
