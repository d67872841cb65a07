namespace ServerlessMlops.Statistics.Calibration;

/// <summary>Probabilities of many classes from margins by one number: softmax(margins ÷ T). Above 1 less sure, below 1 surer; ranks stay.</summary>
/// <remarks>
/// Fitted to mean log loss, which is convex in 1 ÷ T, by Newton's method kept within a bracket. Source: Guo, Pleiss, Sun and Weinberger, On
/// calibration of modern neural networks, ICML 2017, section 4.2.
/// </remarks>
public static class TemperatureScaling
{
    private const double Coldest = 1e-3;
    private const double Hottest = 1e3;
    private const int MostSteps = 200;

    /// <param name="margins">Row by row, one a class, finite.</param>
    /// <param name="actual">Index of each row's class.</param>
    /// <returns>
    /// T in [0.001, 1000]; null without rows, or where the loss is least beyond either end, as where every row's class has its largest margin. Margins
    /// (2, 0, 0), (0, 2, 0), (0, 0, 2), (2, 0, 0) of the classes 0, 1, 2, 1 give 1.116221.
    /// </returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static double? Fit(IReadOnlyList<double[]> margins, ReadOnlySpan<int> actual)
    {
        Samples.SameLength(margins.Count, actual.Length);
        var (low, high) = (1 / Hottest, 1 / Coldest);
        if (actual.IsEmpty || !(Slope(margins, actual, low).First < 0) || !(Slope(margins, actual, high).First > 0))
        {
            return null;
        }

        var inverse = 1.0;
        for (var step = 0; step < MostSteps && high - low > 1e-13 * high; step++)
        {
            var (first, second) = Slope(margins, actual, inverse);
            (low, high) = first < 0 ? (inverse, high) : (low, inverse);
            var newton = inverse - (first / second);
            var next = newton > low && newton < high ? newton : (low + high) / 2;
            if (Math.Abs(next - inverse) <= 1e-14 * inverse)
            {
                break;
            }

            inverse = next;
        }

        return 1 / inverse;
    }

    /// <summary>Of the summed log loss by 1 ÷ T: Σ (mean margin under p − margin of the class), and Σ of the margins' variance under p.</summary>
    private static (double First, double Second) Slope(IReadOnlyList<double[]> margins, ReadOnlySpan<int> actual, double inverse)
    {
        double first = 0, second = 0;
        for (var row = 0; row < actual.Length; row++)
        {
            var values = margins[row];
            var largest = values.Max();
            double sum = 0, mean = 0, square = 0;
            foreach (var value in values)
            {
                var weight = Math.Exp(inverse * (value - largest));
                sum += weight;
                mean += weight * (value - largest);
                square += weight * (value - largest) * (value - largest);
            }

            first += (mean / sum) - (values[actual[row]] - largest);
            second += (square / sum) - (mean / sum * (mean / sum));
        }

        return (first, second);
    }
}
