namespace ServerlessMlops.Statistics.Classification;

/// <summary>Rows sorted once by score, so that rank measures of many resamples of the same rows cost O(n) each.</summary>
/// <remarks>
/// Counts say how often each row occurs: 1 for the sample itself, 0, 1, 2 … for a bootstrap resample. They stand in the order in
/// which the rows were given. Equal scores form one tie group: swapping its rows changes nothing.
/// </remarks>
public sealed class ScoreRanking
{
    private readonly int[] _order;
    private readonly bool[] _positive;
    private readonly int[] _groupEnds;

    private ScoreRanking(int[] order, bool[] positive, int[] groupEnds) => (_order, _positive, _groupEnds) = (order, positive, groupEnds);

    public int Rows => _order.Length;

    /// <param name="positive">Whether each row is of the positive class.</param>
    /// <param name="scores">Any finite numbers; a higher one speaks for the positive class.</param>
    /// <exception cref="ArgumentException">The lengths differ, or a score is not finite.</exception>
    public static ScoreRanking Of(ReadOnlySpan<bool> positive, ReadOnlySpan<double> scores)
    {
        Samples.SameLength(positive.Length, scores.Length);
        if (scores.Length > 0 && Samples.Fault(scores) is { } fault)
        {
            throw new ArgumentException($"Scores cannot be ranked: {fault}.", nameof(scores));
        }

        var sorted = scores.ToArray();
        var order = new int[sorted.Length];
        for (var row = 0; row < order.Length; row++)
        {
            order[row] = row;
        }

        Array.Sort(sorted, order);
        var labels = new bool[order.Length];
        var ends = new List<int>(order.Length);
        for (var place = 0; place < order.Length; place++)
        {
            labels[place] = positive[order[place]];
            if (place + 1 == order.Length || sorted[place] != sorted[place + 1])
            {
                ends.Add(place + 1);
            }
        }

        return new ScoreRanking(order, labels, [.. ends]);
    }

    /// <summary>See <see cref="RocAuc"/>: Mann–Whitney over tie groups, in one ascending pass.</summary>
    public Estimate RocAuc(ReadOnlySpan<int> counts)
    {
        Samples.SameLength(Rows, counts.Length);
        double positives = 0, negatives = 0, doubledWins = 0;
        var place = 0;
        foreach (var end in _groupEnds)
        {
            long tiedPositives = 0, tiedNegatives = 0;
            for (; place < end; place++)
            {
                var count = counts[_order[place]];
                if (_positive[place])
                {
                    tiedPositives += count;
                }
                else
                {
                    tiedNegatives += count;
                }
            }

            // A win counts 1 and a tie ½; doubled, both are whole and exact below 2⁵³.
            doubledWins += tiedPositives * ((2 * negatives) + tiedNegatives);
            positives += tiedPositives;
            negatives += tiedNegatives;
        }

        return positives > 0 && negatives > 0
            ? Estimate.Of(doubledWins / (2 * positives * negatives))
            : Estimate.Unmeasured(positives > 0 ? "there are no negative rows" : "there are no positive rows");
    }

    /// <summary>See <see cref="Classification.Lift"/>: the top rows; a tie group that is cut counts by its share of positives.</summary>
    public Lift Lift(ReadOnlySpan<int> counts, double share = Classification.Lift.TopDecile)
    {
        Samples.SameLength(Rows, counts.Length);
        long rows = 0, positives = 0;
        for (var place = 0; place < _order.Length; place++)
        {
            var count = counts[_order[place]];
            rows += count;
            positives += _positive[place] ? count : 0;
        }

        return Lift(counts, rows, positives, share);
    }

    /// <summary>The same where all rows and positive rows are counted already, at the cost of the top alone.</summary>
    public Lift Lift(ReadOnlySpan<int> counts, long rows, long positives, double share = Classification.Lift.TopDecile)
    {
        var top = (long)Math.Ceiling(share * rows);
        double found = 0;
        var left = top;
        for (var group = _groupEnds.Length - 1; group >= 0 && left > 0; group--)
        {
            long tiedPositives = 0, tied = 0;
            for (var place = group == 0 ? 0 : _groupEnds[group - 1]; place < _groupEnds[group]; place++)
            {
                var count = counts[_order[place]];
                tied += count;
                tiedPositives += _positive[place] ? count : 0;
            }

            found += tied <= left ? tiedPositives : tiedPositives * (left / (double)tied);
            left -= Math.Min(tied, left);
        }

        return new(found, top, positives, rows);
    }

    /// <summary>See <see cref="Classification.AveragePrecision"/>: Σ (Rᵢ − Rᵢ₋₁) · Pᵢ over tie groups, in one descending pass.</summary>
    public Estimate AveragePrecision(ReadOnlySpan<int> counts)
    {
        Samples.SameLength(Rows, counts.Length);
        double positives = 0, rows = 0, sum = 0;
        for (var group = _groupEnds.Length - 1; group >= 0; group--)
        {
            long tiedPositives = 0, tied = 0;
            for (var place = group == 0 ? 0 : _groupEnds[group - 1]; place < _groupEnds[group]; place++)
            {
                var count = counts[_order[place]];
                tied += count;
                tiedPositives += _positive[place] ? count : 0;
            }

            positives += tiedPositives;
            rows += tied;
            if (tiedPositives > 0)
            {
                sum += tiedPositives * (positives / rows);
            }
        }

        return Estimate.Ratio(sum, positives, "there are no positive rows");
    }
}
