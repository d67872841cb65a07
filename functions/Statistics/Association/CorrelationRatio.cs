namespace ServerlessMlops.Statistics.Association;

/// <summary>How much of a number's variance lies between the groups of a category.</summary>
public static class CorrelationRatio
{
    /// <param name="group">Index of each row's group, in [0, <paramref name="groups"/>).</param>
    /// <param name="values">Finite values, as many.</param>
    /// <returns>
    /// η² = Σₖ nₖ(ȳₖ − ȳ)² ÷ Σ(y − ȳ)², in [0, 1]; 0 all groups have one mean. Groups (0, 0, 1, 1) of (1, 2, 3, 5) give 0.714286. It grows
    /// with the number of groups. Unmeasured below 3 rows, with one group, or where the number is constant.
    /// </returns>
    /// <remarks>Source: Pearson, Drapers' Co. Res. Mem., Biometric Ser. II (1905); as (k − 1)F ÷ ((k − 1)F + n − k) of scipy.stats.f_oneway.</remarks>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static Estimate SquaredOf(ReadOnlySpan<int> group, ReadOnlySpan<double> values, int groups)
    {
        Samples.SameLength(group.Length, values.Length);
        if (values.Length < 3)
        {
            return Estimate.Unmeasured("fewer than 3 rows");
        }

        var (sums, rows) = (new double[groups], new long[groups]);
        double sum = 0;
        for (var i = 0; i < values.Length; i++)
        {
            sums[group[i]] += values[i];
            rows[group[i]]++;
            sum += values[i];
        }

        if (rows.Count(n => n > 0) < 2)
        {
            return Estimate.Unmeasured("one group");
        }

        var mean = sum / values.Length;
        double all = 0, between = 0;
        foreach (var value in values)
        {
            all += (value - mean) * (value - mean);
        }

        for (var k = 0; k < groups; k++)
        {
            between += rows[k] == 0 ? 0 : rows[k] * ((sums[k] / rows[k]) - mean) * ((sums[k] / rows[k]) - mean);
        }

        return all > 0 ? Estimate.Of(Math.Clamp(between / all, 0, 1)) : Estimate.Unmeasured("the number is constant");
    }
}
