using ServerlessMlops.Learning.Learners;
using ServerlessMlops.Statistics.Calibration;

namespace ServerlessMlops.Learning.Calibrating;

/// <summary>Whether probabilities of many classes are calibrated by a temperature: by the rule of <see cref="CalibrationChoice"/>.</summary>
internal static class TemperatureChoice
{
    /// <param name="margins">Row by row, one a class, of the validation rows.</param>
    /// <returns>Null where the plain softmax is best, or rows are too few to tell.</returns>
    public static double? Of(double[][] margins, int[] actual, int seed)
    {
        if (margins.Length < CalibrationChoice.LeastRows || !margins.All(row => row.All(double.IsFinite)))
        {
            return null;
        }

        var gain = CalibrationChoice.Gain(
            CalibrationChoice.Assign(margins.Length, seed),
            row => Loss(margins[row], actual[row], 1),
            others => TemperatureScaling.Fit(Array.ConvertAll(others, row => margins[row]), Array.ConvertAll(others, row => actual[row])) is { } fitted
                ? row => Loss(margins[row], actual[row], fitted)
                : null);
        return gain > 0 ? TemperatureScaling.Fit(margins, actual) : null;
    }

    private static double Loss(double[] margins, int actual, double temperature)
    {
        var scaled = Array.ConvertAll(margins, margin => margin / temperature);
        var own = scaled[actual];
        return Links.Softmax(scaled) - own;
    }
}
