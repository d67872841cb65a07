using ServerlessMlops.Statistics.Intervals;

namespace ServerlessMlops.Statistics.Fairness;

/// <summary>
/// DPL, how far two groups differ in their labels before anything is trained: q_a − q_d, each the share of positive labels.
/// </summary>
public static class DifferenceInProportionsOfLabels
{
    /// <returns>In [−1, 1]: 0 equal shares. 40 of 100 against 10 of 50 give 0.2. Unmeasured where a group has no rows.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Positives are not in [0, rows].</exception>
    public static Estimate Of(long advantagedPositives, long advantagedRows, long disadvantagedPositives, long disadvantagedRows)
    {
        Check(advantagedPositives, advantagedRows);
        Check(disadvantagedPositives, disadvantagedRows);
        return advantagedRows == 0 || disadvantagedRows == 0
            ? Estimate.Unmeasured("a group has no rows")
            : Estimate.Of((advantagedPositives / (double)advantagedRows) - (disadvantagedPositives / (double)disadvantagedRows));
    }

    /// <summary>
    /// Newcombe's interval of the difference, made of Wilson's two: d − √((q_a − l_a)² + (u_d − q_d)²) to d + √((u_a − q_a)² + (q_d −
    /// l_d)²).
    /// </summary>
    /// <returns>Within [−1, 1]. 56 of 70 less 48 of 80 give [0.052431, 0.333873]. None where a group has no rows.</returns>
    /// <remarks>Source: Newcombe, Stat. Med. 17 (1998) 873–890, method 10.</remarks>
    public static Interval IntervalOf(long advantagedPositives, long advantagedRows, long disadvantagedPositives, long disadvantagedRows)
    {
        var value = Of(advantagedPositives, advantagedRows, disadvantagedPositives, disadvantagedRows);
        if (!value.TryGet(out var difference))
        {
            return Interval.None(value.Reason!);
        }

        double a = advantagedPositives / (double)advantagedRows, d = disadvantagedPositives / (double)disadvantagedRows;
        var above = WilsonInterval.Of(advantagedPositives, advantagedRows);
        var below = WilsonInterval.Of(disadvantagedPositives, disadvantagedRows);
        return new(
            difference - Math.Sqrt(Square(a - above.Lower!.Value) + Square(below.Upper!.Value - d)),
            difference + Math.Sqrt(Square(above.Upper!.Value - a) + Square(d - below.Lower!.Value)),
            "Newcombe");
    }

    private static double Square(double x) => x * x;

    private static void Check(long positives, long rows)
    {
        if (positives < 0 || positives > rows)
        {
            throw new ArgumentOutOfRangeException(nameof(positives), positives, $"Expected 0 to {rows} positives.");
        }
    }
}
