namespace ServerlessMlops.Statistics.Regression;

/// <summary>Absolute errors sorted once, so that the median of many resamples of the same rows costs O(n) each, and mostly half of that.</summary>
public sealed class MedianAbsoluteError
{
    private readonly double[] _sorted;
    private readonly int[] _order;

    private MedianAbsoluteError(double[] sorted, int[] order) => (_sorted, _order) = (sorted, order);

    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static MedianAbsoluteError Rank(ReadOnlySpan<double> actual, ReadOnlySpan<double> predicted)
    {
        Samples.SameLength(actual.Length, predicted.Length);
        var (sorted, order) = (new double[actual.Length], new int[actual.Length]);
        for (var row = 0; row < order.Length; row++)
        {
            (sorted[row], order[row]) = (Math.Abs(predicted[row] - actual[row]), row);
        }

        Array.Sort(sorted, order);
        return new(sorted, order);
    }

    /// <returns>
    /// The target's unit, in [0, ∞), 0 where half of the rows or more are exact; of an even number of rows the mean of the middle two. Actual
    /// (3, −0.5, 2, 7) predicted (2.5, 0, 2, 8) give 0.5. Unmeasured without rows.
    /// </returns>
    /// <remarks>A few large errors do not move it. Source: scikit-learn, median_absolute_error.</remarks>
    public static Estimate Of(ReadOnlySpan<double> actual, ReadOnlySpan<double> predicted) =>
        Rank(actual, predicted).Of(Counts.Ones(actual.Length));

    /// <param name="counts">How often each row occurs, in the order in which the rows were given.</param>
    public Estimate Of(ReadOnlySpan<int> counts)
    {
        Samples.SameLength(_order.Length, counts.Length);
        long rows = 0;
        foreach (var count in counts)
        {
            rows += count;
        }

        // The rows at the places (rows + 1) ÷ 2, rounded down and up, counted from 1.
        long low = (rows + 1) / 2, high = (rows / 2) + 1, seen = 0;
        double? lower = null;
        for (var place = 0; place < _order.Length; place++)
        {
            seen += counts[_order[place]];
            lower ??= seen >= low && rows > 0 ? _sorted[place] : null;
            if (lower is { } first && seen >= high)
            {
                return Estimate.Of((first + _sorted[place]) / 2);
            }
        }

        return Estimate.Unmeasured(Samples.Empty);
    }
}
