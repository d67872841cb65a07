using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Statistics;
using ServerlessMlops.Statistics.Intervals;

namespace ServerlessMlops.Pipeline.Evaluation;

/// <summary>How one measure differs between two models on the same rows.</summary>
/// <param name="First">Null exactly where the measure has no value.</param>
/// <param name="Difference">First − second.</param>
public sealed record PairedDifference(double? First, double? Second, Measure Difference)
{
    /// <summary>
    /// Each resample draws rows and measures both models on them: what makes a row hard for both cancels, and the interval is that of the
    /// difference, not of two measures beside each other.
    /// </summary>
    /// <param name="metric">One of <see cref="MeasureCatalog.Metrics"/>.</param>
    /// <param name="thresholds">Binary only: each model's own.</param>
    /// <param name="seed">The same seed gives the same interval.</param>
    /// <exception cref="ArgumentException">The test sets are not of the same number of rows, or not of one task.</exception>
    /// <remarks>Source: Efron and Tibshirani, An Introduction to the Bootstrap (1993), section 8.3 (paired data are resampled as pairs).</remarks>
    public static PairedDifference Of(
        string metric, TestSet first, TestSet second, (double First, double Second) thresholds, int seed, int resamples)
    {
        if (first.Rows != second.Rows || first.Task != second.Task)
        {
            throw new ArgumentException(
                $"Seen {first.Rows} rows of a {first.Task} task beside {second.Rows} of a {second.Task} task; expected the same rows.", nameof(second));
        }

        var higher = MeasureCatalog.Find(first.Task, metric)?.HigherIsBetter ?? true;
        if ((first.Fault() ?? second.Fault()) is { } fault)
        {
            return new(null, null, Measure.Missing(metric, first.Rows, higher, fault));
        }

        var (left, right) = (Evaluator.Metrics(first, thresholds.First), Evaluator.Metrics(second, thresholds.Second));
        var place = left.Planned.Select(planned => planned.Name).ToList().IndexOf(metric);
        if (place < 0)
        {
            return new(null, null, Measure.Missing(metric, first.Rows, higher, $"there is no measure '{metric}' for this task"));
        }

        var distributions = Bootstrap.Run(first.Rows, 3, resamples, seed, (counts, values) =>
        {
            var measured = new Estimate[left.Planned.Count];
            left.Compute(counts, measured);
            values[0] = measured[place];
            right.Compute(counts, measured);
            values[1] = measured[place];
            values[2] = values[0].TryGet(out var one) && values[1].TryGet(out var other)
                ? Estimate.Of(one - other)
                : Estimate.Unmeasured(values[0].Reason ?? values[1].Reason!);
        });
        return new(
            distributions[0].Point.Value, distributions[1].Point.Value,
            new Planned(metric, higher, first.Rows).Read(distributions[2]));
    }
}
