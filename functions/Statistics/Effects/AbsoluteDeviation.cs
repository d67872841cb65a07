namespace ServerlessMlops.Statistics.Effects;

/// <summary>The unit in which a change of a number is measured: its spread in a sample, so that an outlier does not stretch it.</summary>
public static class AbsoluteDeviation
{
    /// <summary>
    /// The median absolute deviation from the median, median |xᵢ − median x|; where it is 0, because more than half of the values are equal, the
    /// mean absolute deviation from the median; where that is 0 too, 1.
    /// </summary>
    /// <param name="values">Finite; NaN is left out. Of an even number the median is the mean of the middle two.</param>
    /// <returns>Above 0, in the values' unit. (1, 1, 2, 2, 4, 6, 9) has median 2 and deviation 1; (0, 0, 0, 0, 5) has 5 ÷ 5 = 1.</returns>
    /// <remarks>Source: Wachter, Mittelstadt and Russell, Harvard J. Law Technol. 31 (2018) 841–887, section "Generating counterfactuals".</remarks>
    public static double Of(ReadOnlySpan<double> values)
    {
        double[] given = [.. values.ToArray().Where(value => !double.IsNaN(value))];
        if (given.Length == 0)
        {
            return 1;
        }

        var median = Median(given);
        var deviations = Array.ConvertAll(given, value => Math.Abs(value - median));
        return Median(deviations) is > 0 and var typical ? typical : deviations.Average() is > 0 and var mean ? mean : 1;
    }

    private static double Median(double[] values)
    {
        var sorted = (double[])values.Clone();
        Array.Sort(sorted);
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
