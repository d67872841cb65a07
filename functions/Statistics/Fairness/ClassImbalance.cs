namespace ServerlessMlops.Statistics.Fairness;

/// <summary>CI, how far two groups differ in size before anything is trained: (n_a − n_d) ÷ (n_a + n_d).</summary>
public static class ClassImbalance
{
    /// <param name="advantaged">Rows of the group compared with, often all others: n_a.</param>
    /// <param name="disadvantaged">Rows of the group looked at: n_d.</param>
    /// <returns>No unit, in [−1, 1]: 0 equal sizes, 1 the group has no rows. 80 against 20 give 0.6. Unmeasured without rows.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative.</exception>
    public static Estimate Of(long advantaged, long disadvantaged)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(advantaged);
        ArgumentOutOfRangeException.ThrowIfNegative(disadvantaged);
        return Estimate.Ratio(advantaged - (double)disadvantaged, advantaged + (double)disadvantaged, Samples.Empty);
    }
}
