namespace ServerlessMlops.Statistics.Calibration;

/// <summary>How far a prediction must reach to hold the truth with a stated chance, from rows that the model was not fitted on.</summary>
/// <remarks>
/// The chance is over rows exchangeable with those: it holds on average, not for each group, and not after a drift. Source: Vovk, Gammerman and
/// Shafer, Algorithmic Learning in a Random World (2005); Angelopoulos and Bates, Found. Trends Mach. Learn. 16 (2023) 494–591.
/// </remarks>
public static class SplitConformal
{
    /// <param name="errors">How far each row was off: |y − ŷ| for a number, 1 − p of the true class for classes. Not negative.</param>
    /// <param name="coverage">The chance, in (0, 1).</param>
    /// <returns>
    /// The ⌈(n + 1)·coverage⌉-th smallest error. A number's interval is ŷ ± it; the set of classes is those with 1 − p at most it. (1, 2, …, 9)
    /// at 0.8 gives 8. Unmeasured with fewer than coverage ÷ (1 − coverage) rows: no finite reach is enough.
    /// </returns>
    public static Estimate Reach(ReadOnlySpan<double> errors, double coverage)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(coverage, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(coverage, 1);
        var place = (int)Math.Ceiling(((errors.Length + 1) * coverage) - 1e-9);
        if (place > errors.Length)
        {
            return Estimate.Unmeasured($"{errors.Length} rows are too few for a chance of {coverage}");
        }

        var ascending = errors.ToArray();
        Array.Sort(ascending);
        return Estimate.Of(ascending[place - 1]);
    }
}
