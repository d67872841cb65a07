namespace ServerlessMlops.Statistics.Classification;

/// <summary>Youden's J = true positive rate − false positive rate, and the threshold at which it is largest.</summary>
public static class YoudenIndex
{
    /// <param name="positive">Whether each row is of the positive class.</param>
    /// <param name="scores">Finite; a row is predicted positive where its score is at least the threshold.</param>
    /// <returns>
    /// J in [0, 1] (1 the classes lie apart, 0 no threshold beats chance) and a threshold halfway between two neighbouring scores, so that the
    /// rounding of a score decides nothing; of equal J the highest threshold. Null without rows of both classes. Labels (−, −, +, +) with
    /// scores (0.1, 0.4, 0.35, 0.8) give J 0.5 at 0.6.
    /// </returns>
    /// <remarks>Source: Youden, Cancer 3 (1950) 32–35.</remarks>
    /// <exception cref="ArgumentException">The lengths differ, or a score is not finite.</exception>
    public static (double Threshold, double J)? Best(ReadOnlySpan<bool> positive, ReadOnlySpan<double> scores)
    {
        Samples.SameLength(positive.Length, scores.Length);
        var positives = positive.Count(true);
        var negatives = positive.Length - positives;
        if (positives == 0 || negatives == 0)
        {
            return null;
        }

        if (Samples.Fault(scores) is { } fault)
        {
            throw new ArgumentException($"A threshold cannot be chosen: {fault}.", nameof(scores));
        }

        var sorted = scores.ToArray();
        var labels = positive.ToArray();
        Array.Sort(sorted, labels);
        (double Threshold, double J) best = (sorted[^1], 0);
        double found = 0, wrong = 0;
        for (var place = sorted.Length - 1; place >= 0; place--)
        {
            (found, wrong) = labels[place] ? (found + 1, wrong) : (found, wrong + 1);
            var next = place == 0 ? sorted[0] : sorted[place - 1];
            var j = (found / positives) - (wrong / negatives);
            if ((place == 0 || next < sorted[place]) && j > best.J)
            {
                best = (next + ((sorted[place] - next) / 2), j);
            }
        }

        return best;
    }
}
