using ServerlessMlops.Statistics.Classification;

namespace ServerlessMlops.Pipeline.Evaluation;

/// <summary>What a threshold does with some rows.</summary>
internal readonly record struct ThresholdCounts(double Threshold, ConfusionCounts Counts)
{
    /// <summary>
    /// Every way to cut the rows in two by score, the highest threshold first: none positive (left out where a score is 1), then one more score
    /// each time, until all are positive at 0. Thresholds lie halfway between two neighbouring scores, so that the rounding of a score decides
    /// nothing.
    /// </summary>
    /// <param name="actual">1 for a positive row, 0 for a negative one.</param>
    /// <param name="probability">In [0, 1], one a row; at least one row.</param>
    public static IEnumerable<ThresholdCounts> Of(int[] actual, double[] probability)
    {
        var scores = (double[])probability.Clone();
        var labels = (int[])actual.Clone();
        Array.Sort(scores, labels);
        long positives = labels.Sum(), negatives = labels.Length - positives;
        if (scores[^1] < 1)
        {
            yield return new((scores[^1] + 1) / 2, new(0, 0, positives, negatives));
        }

        long found = 0, wrong = 0;
        for (var place = scores.Length - 1; place >= 0; place--)
        {
            (found, wrong) = labels[place] == 1 ? (found + 1, wrong) : (found, wrong + 1);
            var next = place == 0 ? -scores[0] : scores[place - 1];
            if (place == 0 || next < scores[place])
            {
                yield return new((scores[place] + next) / 2, new(found, wrong, positives - found, negatives - wrong));
            }
        }
    }
}
