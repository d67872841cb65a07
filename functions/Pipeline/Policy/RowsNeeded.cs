using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Policy;

/// <summary>About how many more rows would decide a gate, if the value stayed what it is.</summary>
/// <remarks>
/// An interval's half-width h falls as 1/√n, so that it comes down to the distance d between value and limit at n · (h ÷ d)² rows; h is the half
/// that reaches over the limit. A value of 0.80 with [0.72, 0.88] on 100 rows and a limit of 0.76: 100 · (0.08 ÷ 0.04)² = 400, 300 more.
/// </remarks>
internal static class RowsNeeded
{
    /// <returns>Null where the value is the limit itself, or no interval says how sure it is.</returns>
    public static long? Of(GateSpec gate, long n, double value, GateInterval? interval)
    {
        var least = Math.Max(0, (gate.MinimumRows ?? 0) - n);
        if (interval is null)
        {
            return least > 0 ? least : null;
        }

        var needed = Math.Max(
            Reaching(n, value, gate.Min, interval),
            Reaching(n, value, gate.Max, interval));
        return double.IsFinite(needed) && needed <= long.MaxValue / 2
            ? Math.Max(least, (long)Math.Ceiling(Math.Round(needed, 6))) is > 0 and var more ? more : null
            : null;
    }

    private static double Reaching(long n, double value, double? limit, GateInterval interval)
    {
        if (limit is not { } at || at < interval.Lower || at > interval.Upper)
        {
            return 0;
        }

        var half = at < value ? value - interval.Lower : interval.Upper - value;
        return (n * Math.Pow(half / Math.Abs(value - at), 2)) - n;
    }
}
