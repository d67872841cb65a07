namespace ServerlessMlops.Statistics.Testing;

/// <summary>The false discovery rate: of the tests that are named, the expected share that is named wrongly stays at the level.</summary>
public static class BenjaminiHochberg
{
    /// <param name="p">p-values, each in [0, 1], of all tests that were made: also of those that nobody would name.</param>
    /// <returns>
    /// One adjusted p-value a test, in the order given: the least of m · p₍ᵢ₎ ÷ i over the j-th smallest and all larger ones. (0.01, 0.04, 0.03, 0.5)
    /// give (0.04, 0.053333, 0.053333, 0.5).
    /// </returns>
    /// <remarks>
    /// For tests that are independent or positively dependent. Source: Benjamini and Hochberg, J. R. Stat. Soc. B 57 (1995) 289–300; Benjamini and
    /// Yekutieli, Ann. Stat. 29 (2001) 1165–1188.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">A p-value is not in [0, 1].</exception>
    public static double[] Adjust(ReadOnlySpan<double> p)
    {
        var sorted = p.ToArray();
        int[] order = [.. Enumerable.Range(0, sorted.Length)];
        Array.Sort(sorted, order);
        var adjusted = new double[sorted.Length];
        double least = 1;
        for (var place = sorted.Length - 1; place >= 0; place--)
        {
            if (!(sorted[place] is >= 0 and <= 1))
            {
                throw new ArgumentOutOfRangeException(nameof(p), sorted[place], "Expected a probability from 0 to 1.");
            }

            least = Math.Min(least, sorted[place] * sorted.Length / (place + 1));
            adjusted[order[place]] = least;
        }

        return adjusted;
    }
}
