using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Statistics.Classification;
using ServerlessMlops.Statistics.Intervals;

namespace ServerlessMlops.Pipeline.Evaluation;

/// <summary>What was measured on one test set.</summary>
/// <param name="Confusion">Row-major by class, cells of 0 included; empty for regression.</param>
/// <param name="Disparities">One a protected attribute, in the order of the test set; then one a pair of them, and one of all three.</param>
public sealed record Measurements(
    IReadOnlyList<Measure> Metrics, IReadOnlyList<ConfusionCell> Confusion, IReadOnlyList<AttributeDisparity> Disparities)
{
    /// <summary>Of all rows, then of each group of each attribute; empty for a number.</summary>
    public IReadOnlyList<CalibrationCurve> Calibration { get; init; } = [];
}

/// <summary>Measures labels against scores: every number with its 95 % interval and the rows it stands on.</summary>
public static class Evaluator
{
    /// <param name="seed">Of the resampling: the same seed gives the same intervals.</param>
    /// <param name="resamples">At least 1; 2,000 are usual.</param>
    /// <param name="threshold">Binary only: predicted positive from this probability on.</param>
    /// <param name="floor">Rows from which on a group is compared; never fewer than <see cref="EvidenceFloor.GroupRows"/>.</param>
    /// <returns>What cannot be measured says why; nothing is NaN.</returns>
    /// <exception cref="ArgumentException">The test set's parts are not of the same rows.</exception>
    public static Measurements Measure(TestSet test, int seed, int resamples, double threshold = 0.5, int floor = EvidenceFloor.GroupRows)
    {
        if (test.Fault() is { } fault)
        {
            return Nothing(test, fault);
        }

        test = test.ByProbability();
        var groups = new GroupMeasures(test, threshold, Math.Max(floor, EvidenceFloor.GroupRows));
        MeasureBlock[] blocks = [Metrics(test, threshold), .. Decisions(test, threshold)];
        var (metrics, disparities) = Run(test.Rows, blocks, groups, seed, resamples);
        return new(metrics, Confusion(test, threshold), disparities)
        {
            Calibration =
            [
                .. new[] { CalibrationCurves.Overall(test, threshold, metrics) }.OfType<CalibrationCurve>(), .. groups.Curves(disparities),
            ],
        };
    }

    /// <summary>Only some metrics, at the cost of those alone; ones that have a formula for their interval take no resample.</summary>
    /// <param name="names">Of <see cref="MeasureCatalog.Metrics"/>; those that the task has not are left out.</param>
    /// <inheritdoc cref="Measure(TestSet, int, int, double, int)"/>
    public static IReadOnlyList<Measure> MeasureOnly(
        IReadOnlyCollection<string> names, TestSet test, int seed, int resamples, double threshold = 0.5)
    {
        if (test.Fault() is { } fault)
        {
            return [.. MeasureCatalog.Metrics(test.Task).Where(known => names.Contains(known.Name))
                .Select(known => Contracts.Measure.Missing(known.Name, test.Rows, known.HigherIsBetter, fault))];
        }

        test = test.ByProbability() with { Groups = [] };
        var block = Metrics(test, threshold).Only(planned => names.Contains(planned.Name));
        return Run(test.Rows, [block], new(test, threshold, EvidenceFloor.GroupRows), seed, resamples).Metrics;
    }

    /// <summary>Only the group tables and their disparities.</summary>
    /// <inheritdoc cref="Measure(TestSet, int, int, double, int)"/>
    public static IReadOnlyList<AttributeDisparity> MeasureGroups(TestSet test, int seed, int resamples, double threshold = 0.5)
    {
        if (test.Fault() is { } fault)
        {
            return Nothing(test, fault).Disparities;
        }

        test = test.ByProbability();
        return Run(test.Rows, [], new(test, threshold, EvidenceFloor.GroupRows), seed, resamples).Disparities;
    }

    /// <summary>Measures of what the model was asked to decide, beyond those that every model has.</summary>
    internal static IReadOnlyList<MeasureBlock> Decisions(TestSet test, double threshold) =>
        [.. new[] { CostMeasure.Of(test, threshold), PredictionSets.Measures(test) }.OfType<MeasureBlock>()];

    internal static MeasureBlock Metrics(TestSet test, double threshold) => test.Task switch
    {
        ModelTask.Binary => BinaryMeasures.Of(test, threshold),
        ModelTask.Multiclass => MulticlassMeasures.Of(test),
        _ => RegressionMeasures.Of(test),
    };

    /// <summary>All on the same resamples; what has a formula for its interval is computed once.</summary>
    private static (IReadOnlyList<Measure> Metrics, IReadOnlyList<AttributeDisparity> Disparities) Run(
        int rows, MeasureBlock[] blocks, GroupMeasures groups, int seed, int resamples)
    {
        var resampled = Array.ConvertAll(blocks, block => block.Only(planned => planned.IsResampled));
        var total = resampled.Sum(block => block.Planned.Count);
        var distributions = total + groups.Count == 0 ? [] : Bootstrap.Run(rows, total + groups.Count, resamples, seed, (counts, values) =>
        {
            var start = 0;
            foreach (var block in resampled)
            {
                block.Compute(counts, values.Slice(start, block.Planned.Count));
                start += block.Planned.Count;
            }

            groups.Compute(counts, values[total..]);
        });
        var next = 0;
        var metrics = new List<Measure>();
        foreach (var block in blocks)
        {
            metrics.AddRange(block.Planned.Zip(block.Points(rows), (planned, point) =>
                planned.IsResampled ? planned.Read(distributions[next++]) : planned.Read(point, _ => Interval.None("it has a formula"))));
        }

        return (metrics, groups.Read(distributions.AsSpan(total)));
    }

    private static IReadOnlyList<ConfusionCell> Confusion(TestSet test, double threshold)
    {
        if (test.Task == ModelTask.Regression)
        {
            return [];
        }

        var predicted = test.Task == ModelTask.Binary
            ? Array.ConvertAll(test.Probability, probability => probability >= threshold ? 1 : 0)
            : MulticlassMeasures.Predicted(test);
        var matrix = ConfusionMatrix.Of(test.Actual, predicted, test.Classes.Count);
        return
        [
            .. from actual in Enumerable.Range(0, matrix.Classes)
               from guess in Enumerable.Range(0, matrix.Classes)
               select new ConfusionCell(test.Classes[actual], test.Classes[guess], matrix[actual, guess]),
        ];
    }

    private static Measurements Nothing(TestSet test, string reason)
    {
        Measure[] Missing(IReadOnlyList<MeasureDefinition> measures) =>
            [.. measures.Select(measure => Contracts.Measure.Missing(measure.Name, test.Rows, measure.HigherIsBetter, reason))];

        return new(
            Missing(MeasureCatalog.Metrics(test.Task)),
            [],
            [
                .. test.Groups.Select(grouped =>
                    new AttributeDisparity(grouped.Attribute, [], Missing(MeasureCatalog.Disparities(test.Task)))),
            ]);
    }
}
