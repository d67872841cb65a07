using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Statistics;
using ServerlessMlops.Statistics.Classification;
using ServerlessMlops.Statistics.Intervals;
using ServerlessMlops.Statistics.Testing;

namespace ServerlessMlops.Pipeline.Evaluation.Probing;

/// <summary>
/// One measure of some rows, or how it changes between two scorings of the same rows. Probing asks this many times over, so the interval is a formula
/// where there is one: DeLong's for the AUC, Wilson's for accuracy, Student's for means of rows; else the bootstrap.
/// </summary>
public static class OneMeasure
{
    public const int Resamples = 400;

    /// <param name="metric">One of <see cref="MeasureCatalog.Metrics"/>, or <c>mean_cost</c>.</param>
    /// <param name="threshold">Binary only.</param>
    /// <param name="seed">Of resampling, where there is any.</param>
    public static Measure Of(string metric, TestSet test, double threshold, int seed)
    {
        var higher = MeasureCatalog.Find(test.Task, metric)?.HigherIsBetter ?? true;
        if (test.Fault() is { } fault)
        {
            return Measure.Missing(metric, test.Rows, higher, fault);
        }

        if (metric == "auc" && DeLong.Variance(RowValues.Positive(test), test.Probability) is { Value: > 0 and { } variance })
        {
            var auc = RocAuc.Of(RowValues.Positive(test), test.Probability).Value!.Value;
            return LevelledMeasures.Normal(metric, higher, auc, variance, test.Rows, (0, 1), "DeLong");
        }

        if (metric == "accuracy")
        {
            return LevelledMeasures.Share(metric, higher, RowValues.Wrong(test, threshold).LongCount(wrong => !wrong), test.Rows);
        }

        return RowValues.Of(metric, test, threshold) is { } rows
            ? LevelledMeasures.Mean(metric, higher, SampleMoments.Of(rows))
            : Resampled(metric, test, threshold, seed, higher);
    }

    /// <summary>After − before, on the same rows and so with a paired interval.</summary>
    public static Measure Change(string metric, TestSet before, TestSet after, double threshold, int seed)
    {
        var higher = MeasureCatalog.Find(before.Task, metric)?.HigherIsBetter ?? true;
        if (metric == "auc" && DeLong.Compare(RowValues.Positive(before), after.Probability, before.Probability) is { } compared)
        {
            return new(metric, compared.Difference, compared.Interval.Lower, compared.Interval.Upper, before.Rows, higher) { Interval = "paired DeLong" };
        }

        if (RowValues.Of(metric, before, threshold) is { } was && RowValues.Of(metric, after, threshold) is { } now)
        {
            return LevelledMeasures.Mean(metric, higher, SampleMoments.Of([.. now.Zip(was, (one, other) => one - other)]));
        }

        return PairedDifference.Of(metric, after, before, (threshold, threshold), seed, Resamples).Difference;
    }

    private static Measure Resampled(string metric, TestSet test, double threshold, int seed, bool higher)
    {
        var block = Evaluator.Metrics(test, threshold);
        var place = block.Planned.Select(planned => planned.Name).ToList().IndexOf(metric);
        if (place < 0)
        {
            return Measure.Missing(metric, test.Rows, higher, $"there is no measure '{metric}' for this task");
        }

        var distribution = Bootstrap.Run(test.Rows, 1, Resamples, seed, (counts, values) =>
        {
            var measured = new Estimate[block.Planned.Count];
            block.Compute(counts, measured);
            values[0] = measured[place];
        })[0];
        return block.Planned[place].Read(distribution);
    }
}
