namespace ServerlessMlops.Statistics.Testing;

/// <summary>
/// Holm's step-down correction of several tests: the chance of naming any of them wrongly stays at the level they are compared with.
/// </summary>
public static class HolmAdjustment
{
    /// <param name="p">p-values, each in [0, 1].</param>
    /// <returns>
    /// One adjusted p-value a test, in the order given: the largest of (m − j + 1) · p₍ⱼ₎ over the j smallest, at most 1. (0.01, 0.04,
    /// 0.03) give (0.03, 0.06, 0.06).
    /// </returns>
    /// <remarks>Whatever the dependence of the tests. Source: Holm, Scand. J. Stat. 6 (1979) 65–70.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">A p-value is not in [0, 1].</exception>
    public static double[] Adjust(ReadOnlySpan<double> p)
    {
        var sorted = p.ToArray();
        int[] order = [.. Enumerable.Range(0, sorted.Length)];
        Array.Sort(sorted, order);
        var adjusted = new double[sorted.Length];
        double largest = 0;
        for (var place = 0; place < sorted.Length; place++)
        {
            if (!(sorted[place] is >= 0 and <= 1))
            {
                throw new ArgumentOutOfRangeException(nameof(p), sorted[place], "Expected a probability from 0 to 1.");
            }

            largest = Math.Max(largest, Math.Min(1, (sorted.Length - place) * sorted[place]));
            adjusted[order[place]] = largest;
        }

        return adjusted;
    }
}
