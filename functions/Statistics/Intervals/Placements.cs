namespace ServerlessMlops.Statistics.Intervals;

/// <summary>For each positive row the share of negatives below it, for each negative row the share of positives above it (ties half).</summary>
internal sealed class Placements
{
    private readonly double[] _ofPositives;
    private readonly double[] _ofNegatives;

    private Placements(double[] ofPositives, double[] ofNegatives) => (_ofPositives, _ofNegatives) = (ofPositives, ofNegatives);

    public double Auc => _ofPositives.Average();

    /// <summary>Null with fewer than two rows of a class or a score that is not finite.</summary>
    public static Placements? Of(ReadOnlySpan<bool> positive, ReadOnlySpan<double> scores)
    {
        Samples.SameLength(positive.Length, scores.Length);
        var positives = positive.Count(true);
        var negatives = positive.Length - positives;
        if (positives < 2 || negatives < 2 || Samples.Fault(scores) is not null)
        {
            return null;
        }

        // Mid-rank among all rows minus mid-rank within one's own class leaves the rows of the other class that lie below.
        var among = MidRanks(scores);
        double[] ofPositives = new double[positives], ofNegatives = new double[negatives];
        double[] positiveScores = new double[positives], negativeScores = new double[negatives];
        int p = 0, n = 0;
        for (var row = 0; row < positive.Length; row++)
        {
            if (positive[row])
            {
                (ofPositives[p], positiveScores[p++]) = (among[row], scores[row]);
            }
            else
            {
                (ofNegatives[n], negativeScores[n++]) = (among[row], scores[row]);
            }
        }

        var within = MidRanks(positiveScores);
        for (var i = 0; i < positives; i++)
        {
            ofPositives[i] = (ofPositives[i] - within[i]) / negatives;
        }

        within = MidRanks(negativeScores);
        for (var i = 0; i < negatives; i++)
        {
            ofNegatives[i] = 1 - ((ofNegatives[i] - within[i]) / positives);
        }

        return new(ofPositives, ofNegatives);
    }

    public double Covariance(Placements other) =>
        (Covariance(_ofPositives, other._ofPositives) / _ofPositives.Length)
        + (Covariance(_ofNegatives, other._ofNegatives) / _ofNegatives.Length);

    private static double Covariance(double[] left, double[] right)
    {
        double leftMean = left.Average(), rightMean = right.Average(), sum = 0;
        for (var i = 0; i < left.Length; i++)
        {
            sum += (left[i] - leftMean) * (right[i] - rightMean);
        }

        return sum / (left.Length - 1);
    }

    private static double[] MidRanks(ReadOnlySpan<double> values)
    {
        var sorted = values.ToArray();
        var order = new int[sorted.Length];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

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
