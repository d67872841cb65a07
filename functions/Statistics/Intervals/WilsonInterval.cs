namespace ServerlessMlops.Statistics.Intervals;

/// <summary>
/// Wilson's score interval of a proportion: (p + z²/2n ± z·√(p(1 − p)/n + z²/4n²)) ÷ (1 + z²/n), z = 1.959964.
/// </summary>
public static class WilsonInterval
{
    /// <param name="successes">In [0, trials].</param>
    /// <param name="trials">Independent trials.</param>
    /// <param name="level">Of both sides together, in (0, 1).</param>
    /// <returns>
    /// Within [0, 1] and never of width 0: at 20 of 20 it says [0.838875, 1], where resampling would say [1, 1]. 8 of 10 give
    /// [0.490162, 0.943318]. None without trials.
    /// </returns>
    /// <remarks>Source: Wilson, J. Am. Stat. Assoc. 22 (1927) 209–212; Newcombe, Stat. Med. 17 (1998) 857–872, method 3.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">Successes are not in [0, trials].</exception>
    public static Interval Of(long successes, long trials, double level = Interval.Level)
    {
        if (successes < 0 || successes > trials)
        {
            throw new ArgumentOutOfRangeException(nameof(successes), successes, $"Expected 0 to {trials} successes.");
        }

        if (trials == 0)
        {
            return Interval.None("there are no trials");
        }

        var (lower, upper) = Ends(successes / (double)trials, trials, Interval.ZOf(level));
        return new(successes == 0 ? 0 : lower, successes == trials ? 1 : upper, "Wilson");
    }

    /// <param name="p">The share seen, in [0, 1].</param>
    /// <param name="n">Trials that carry as much evidence: whole, or what a variance v is worth, p(1 − p) ÷ v.</param>
    internal static (double Lower, double Upper) Ends(double p, double n, double z)
    {
        var zz = z * z;
        var centre = p + (zz / (2 * n));
        var half = z * Math.Sqrt((p * (1 - p) / n) + (zz / (4 * n * n)));
        var scale = 1 + (zz / n);
        return ((centre - half) / scale, (centre + half) / scale);
    }

    /// <summary>The upper end alone, for a limit on what is yet to be seen.</summary>
    /// <param name="successes">In [0, trials].</param>
    /// <param name="trials">Independent trials, 1 or more.</param>
    /// <param name="z">Of the standard normal distribution: 2.326348 for a one-sided confidence of 99 %.</param>
    /// <returns>In (0, 1]. At 0 of 344 and z = 2.326348 it says 0.015489.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Successes are not in [0, trials], or there are no trials.</exception>
    public static double UpperLimit(long successes, long trials, double z)
    {
        if (successes < 0 || successes > trials || trials < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(successes), successes, $"Expected 0 to {trials} successes of 1 or more trials.");
        }

        double n = trials, p = successes / n, zz = z * z;
        return Math.Min(1, (p + (zz / (2 * n)) + (z * Math.Sqrt((p * (1 - p) / n) + (zz / (4 * n * n))))) / (1 + (zz / n)));
    }
}
