namespace ServerlessMlops.Statistics.Effects;

/// <summary>
/// Accumulated local effects of one number: how the score changes with it among rows that have about this value, so that no score is asked
/// for combinations that do not occur.
/// </summary>
/// <remarks>
/// g(z₀) = 0 and g(zₖ) = g(zₖ₋₁) + mean over the rows of interval k of [f(zₖ, x) − f(zₖ₋₁, x)]; the effect is g less its mean over the rows,
/// g being read as linear within an interval: Σ nₖ (g(zₖ₋₁) + g(zₖ)) ÷ 2n. Source: Apley and Zhu, J. R. Stat. Soc. B 82 (2020) 1059–1086,
/// equations 15 and 16; the mean within intervals as in their package ALEPlot.
/// </remarks>
public static class AccumulatedEffects
{
    /// <param name="interval">Of each row, in [0, intervals).</param>
    /// <param name="differences">One a row: the score at the upper edge of the row's interval less the score at the lower one.</param>
    /// <param name="intervals">At least 1, each with at least one row.</param>
    /// <returns>
    /// One an edge, in the score's unit. Two rows in the first interval that gain 1 and 3, one in the second that gains 2: g = (0, 2, 4), its
    /// mean (2·1 + 1·3) ÷ 3 = 5/3, the effects (−5/3, 1/3, 7/3).
    /// </returns>
    /// <exception cref="ArgumentException">The lengths differ, or an interval has no row.</exception>
    public static double[] Of(ReadOnlySpan<int> interval, ReadOnlySpan<double> differences, int intervals)
    {
        Samples.SameLength(interval.Length, differences.Length);
        var rows = new int[intervals];
        var sums = new double[intervals];
        for (var row = 0; row < interval.Length; row++)
        {
            rows[interval[row]]++;
            sums[interval[row]] += differences[row];
        }

        var effects = new double[intervals + 1];
        double mean = 0;
        for (var k = 0; k < intervals; k++)
        {
            if (rows[k] == 0)
            {
                throw new ArgumentException($"Seen interval {k} of {intervals} without a row; expected at least one in each.", nameof(interval));
            }

            effects[k + 1] = effects[k] + (sums[k] / rows[k]);
            mean += rows[k] * (effects[k] + effects[k + 1]) / (2.0 * interval.Length);
        }

        return Array.ConvertAll(effects, effect => effect - mean);
    }
}
