using System.Globalization;
using ServerlessMlops.Statistics.Intervals;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>Limits for files to come, from one that was seen: what happened in few rows says little about many.</summary>
internal static class Allowance
{
    /// <summary>Of the standard normal distribution, for a one-sided confidence of 99 %.</summary>
    private const double Z = 2.326348;

    /// <summary>Rows from which the smallest and the largest number seen say something about the range.</summary>
    public const long ManyRows = 1_000;

    /// <returns>Percent of rows: the upper limit of the share that such a sample can come from, rounded up to two digits.</returns>
    public static double Percent(long count, long rows) => Math.Min(100, RoundUp(100 * WilsonInterval.UpperLimit(count, rows, Z)));

    /// <summary>
    /// A range that the numbers of a like file should lie in. From many rows: half of what was seen wider on both sides, and no change of
    /// sign. From few: the sign, and ten times the order of magnitude.
    /// </summary>
    /// <returns>Ends of two digits; null where none can be said.</returns>
    public static (double? Low, double? High) Range(double min, double max, long rows)
    {
        if (rows < ManyRows)
        {
            return (min >= 0 ? 0 : -Decade(-min), max <= 0 ? 0 : Decade(max));
        }

        var margin = (max - min) / 2;
        var low = min >= 0 ? Math.Max(0, -RoundUp(margin - min)) : -RoundUp(margin - min);
        var high = max <= 0 ? Math.Min(0, RoundUp(max + margin)) : RoundUp(max + margin);
        return (Finite(low), Finite(high));
    }

    public static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>The next power of ten but one: 120 gives 10,000, which is at least ten times and at most a hundred times as much.</summary>
    private static double? Decade(double value) => Finite(Math.Pow(10, Math.Ceiling(Math.Log10(value)) + 1));

    /// <summary>Away from zero where positive, towards it where negative: to two digits, never below the number.</summary>
    private static double RoundUp(double number)
    {
        if (number == 0 || !double.IsFinite(number))
        {
            return number;
        }

        var unit = Math.Pow(10, Math.Floor(Math.Log10(Math.Abs(number))) - 1);
        // By text, so that 0.12 is not 0.12000000000000001.
        var rounded = double.Parse((Math.Ceiling(number / unit) * unit).ToString("E1", CultureInfo.InvariantCulture),
            CultureInfo.InvariantCulture);
        return rounded >= number ? rounded : number;
    }

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
