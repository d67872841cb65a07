using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Statistics.Intervals;

namespace ServerlessMlops.Pipeline.Evaluation;

/// <summary>What the model said against what came true, with Wilson's interval of what came true in each bin.</summary>
internal static class CalibrationCurves
{
    /// <summary>Of all rows; null for a number, or where the report has no calibration error.</summary>
    public static CalibrationCurve? Overall(TestSet test, double threshold, IReadOnlyList<Measure> metrics)
    {
        var plan = test.Task == ModelTask.Regression ? null : GroupPlan.Of(test, threshold);
        if (plan is null)
        {
            return null;
        }

        var sums = new double[plan.Width];
        plan.Add(Statistics.Counts.Ones(test.Rows), new int[test.Rows], sums);
        return Of(plan.Bins(sums)!.Value, metrics.FirstOrDefault(measure => measure.Name == "ece"));
    }

    public static CalibrationCurve Of((long[] Rows, long[] Positives, double[] Probabilities) sums, Measure? error)
    {
        var bins = sums.Rows.Length;
        return new(
            [
                .. from bin in Enumerable.Range(0, bins)
                   let n = sums.Rows[bin]
                   where n > 0
                   let interval = WilsonInterval.Of(sums.Positives[bin], n)
                   select new CalibrationBin(
                       bin / (double)bins, (bin + 1) / (double)bins, n, sums.Probabilities[bin] / n, sums.Positives[bin] / (double)n,
                       interval.Lower!.Value, interval.Upper!.Value),
            ],
            error);
    }
}
