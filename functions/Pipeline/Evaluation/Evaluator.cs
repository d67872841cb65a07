using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Statistics.Classification;
using ServerlessMlops.Statistics.Intervals;

namespace ServerlessMlops.Pipeline.Evaluation;

/// <summary>What was measured on one test set.</summary>
/// <param name="Confusion">Row-major by class, cells of 0 included; empty for regression.</param>
/// <param name="Disparities">One a protected attribute, in the order of the test set.</param>
public sealed record Measurements(
    IReadOnlyList<Measure> Metrics, IReadOnlyList<ConfusionCell> Confusion, IReadOnlyList<AttributeDisparity> Disparities);

/// <summary>Measures labels against scores: every number with its 95 % interval and the rows it stands on.</summary>
public static class Evaluator
{
    /// <param name="seed">Of the resampling: the same seed gives the same intervals.</param>
    /// <param name="resamples">At least 1; 1,000 is usual.</param>
    /// <param name="threshold">Binary only: predicted positive from this probability on.</param>
    /// <returns>What cannot be measured says why; nothing is NaN.</returns>
    /// <exception cref="ArgumentException">The test set's parts are not of the same rows.</exception>
    public static Measurements Measure(TestSet test, int seed, int resamples, double threshold = 0.5)
    {
        if (test.Fault() is { } fault)
        {
            return Nothing(test, fault);
        }

        test = test.ByProbability();
        var metrics = Metrics(test, threshold);
        var groups = test.Groups.Select(grouped => ByGroup(test, threshold, grouped)).ToArray();
        var decisions = Decisions(test, threshold);
        MeasureBlock[] blocks = [metrics, .. groups.Select(group => group.Block), .. decisions];
        var measures = Run(test.Rows, blocks, seed, resamples);
        var disparities = groups.Select((group, index) =>
            new AttributeDisparity(test.Groups[index].Attribute, group.Rows, measures[index + 1]));
        return new([.. measures[0], .. measures[(groups.Length + 1)..].SelectMany(one => one)], Confusion(test, threshold), [.. disparities]);
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

    private static GroupMeasures ByGroup(TestSet test, double threshold, GroupedAttribute grouped) => test.Task switch
    {
        ModelTask.Binary => BinaryGroups.Of(test, threshold, grouped),
        ModelTask.Multiclass => MulticlassGroups.Of(test, grouped),
        _ => RegressionGroups.Of(test, grouped),
    };

    /// <summary>All blocks on the same resamples.</summary>
    private static Measure[][] Run(int rows, MeasureBlock[] blocks, int seed, int resamples)
    {
        var total = blocks.Sum(block => block.Planned.Count);
        var distributions = Bootstrap.Run(rows, total, resamples, seed, (counts, values) =>
        {
            var start = 0;
            foreach (var block in blocks)
            {
                block.Compute(counts, values.Slice(start, block.Planned.Count));
                start += block.Planned.Count;
            }
        });
        var next = 0;
        return Array.ConvertAll(blocks, block => block.Planned.Select(planned => planned.Read(distributions[next++])).ToArray());
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
