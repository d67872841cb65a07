namespace ServerlessMlops.Statistics.Effects;

/// <summary>Cuts a number's range into intervals of about equally many rows.</summary>
public static class QuantileEdges
{
    /// <summary>
    /// The least value, and the k/K quantile for k = 1 … K as the inverse of the empirical distribution (the ⌈nk/K⌉-th smallest value);
    /// equal edges once.
    /// </summary>
    /// <param name="values">Finite; NaN is left out.</param>
    /// <param name="intervals">K, at least 1.</param>
    /// <returns>
    /// Ascending, each a value that occurs; one edge where all are equal, none without values. (1, 2, 3, 4, 5, 6) in 3 intervals gives
    /// (1, 2, 4, 6).
    /// </returns>
    /// <remarks>Source: Apley and Zhu, J. R. Stat. Soc. B 82 (2020) 1059–1086, section 3; quantiles of type 1 as their package ALEPlot takes.</remarks>
    public static double[] Of(ReadOnlySpan<double> values, int intervals)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(intervals, 1);
        double[] sorted = [.. values.ToArray().Where(value => !double.IsNaN(value)).Order()];
        return sorted.Length == 0 ? [] :
        [
            .. Enumerable.Range(0, intervals + 1)
                .Select(k => sorted[Math.Max(0, (int)((((long)sorted.Length * k) + intervals - 1) / intervals) - 1)])
                .Distinct(),
        ];
    }

    /// <summary>The interval of a value within edges: k for (edge k, edge k + 1], 0 also for the first edge itself.</summary>
    /// <param name="edges">At least two, ascending; the value lies within them.</param>
    public static int IntervalOf(ReadOnlySpan<double> edges, double value)
    {
        var place = edges.BinarySearch(value);
        return Math.Clamp((place < 0 ? ~place : place) - 1, 0, edges.Length - 2);
    }
}
