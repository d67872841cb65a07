using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Statistics;
using ServerlessMlops.Statistics.Regression;

namespace ServerlessMlops.Pipeline.Evaluation;

/// <summary>The classes, or the interval, that a prediction reaches to; and how often the truth was among them.</summary>
/// <remarks>Source: Angelopoulos and Bates, Found. Trends Mach. Learn. 16 (2023) 494–591, section 1. See docs/decisions/0456.</remarks>
public static class PredictionSets
{
    /// <summary>Classes with 1 − p at most the reach, in order; the most probable one always, so that no set is empty.</summary>
    /// <param name="probabilities">One a class. (0.7, 0.2, 0.1) with a reach of 0.8 gives 0 and 1.</param>
    public static int[] Labels(double[] probabilities, double reach)
    {
        var most = CostMatrix.Label(probabilities, null);
        return [.. Enumerable.Range(0, probabilities.Length).Where(label => label == most || 1 - probabilities[label] <= reach)];
    }

    /// <summary>How far each row was off: |y − ŷ| for a number, 1 − p of the true class for classes.</summary>
    public static double[] Errors(TestSet test) => test.Task switch
    {
        ModelTask.Binary => [.. test.Actual.Zip(test.Probability, (actual, p) => actual == 1 ? 1 - p : p)],
        ModelTask.Multiclass => [.. test.Actual.Zip(test.Probabilities, (actual, row) => 1 - row[actual])],
        _ => [.. test.ActualValue.Zip(test.Predicted, (actual, predicted) => Math.Abs(actual - predicted))],
    };

    /// <returns>Coverage, and mean size of the sets, or mean width of the intervals and their ends' losses; null without a reach.</returns>
    internal static MeasureBlock? Measures(TestSet test)
    {
        if (test.Conformal is not { } conformal)
        {
            return null;
        }

        var size = test.Task == ModelTask.Regression ? "mean_interval_width" : "mean_set_size";
        if (conformal.Reach is not { } reach)
        {
            return new(
                [
                    new("coverage", true, test.Rows, Unmeasured: conformal.Unmeasured ?? "the model has no reach"),
                    new(size, false, test.Rows, Unmeasured: conformal.Unmeasured ?? "the model has no reach"),
                    .. Ends(test).Select(end => end with { Unmeasured = conformal.Unmeasured ?? "the model has no reach" }),
                ],
                (_, _) => { });
        }

        var (hits, sizes) = test.Task == ModelTask.Regression ? Intervals(test, reach) : Sets(test, reach);
        double[][] losses = [hits, sizes, .. EndLosses(test, conformal.Coverage, reach)];
        return new(
            [new("coverage", true, test.Rows, (long)hits.Sum()), new(size, false, test.Rows), .. Ends(test)],
            (counts, values) =>
            {
                for (var index = 0; index < losses.Length; index++)
                {
                    values[index] = Counts.Mean(counts, losses[index]);
                }
            });
    }

    /// <summary>The ends of an interval say quantiles, (1 − coverage) ÷ 2 and as much from above, and are measured as such.</summary>
    private static Planned[] Ends(TestSet test) => test.Task == ModelTask.Regression
        ? [new("pinball_lower", false, test.Rows), new("pinball_upper", false, test.Rows)]
        : [];

    private static double[][] EndLosses(TestSet test, double coverage, double reach) => test.Task != ModelTask.Regression ? [] :
    [
        PinballLoss.Rows(test.ActualValue, Array.ConvertAll(test.Predicted, value => value - reach), (1 - coverage) / 2),
        PinballLoss.Rows(test.ActualValue, Array.ConvertAll(test.Predicted, value => value + reach), (1 + coverage) / 2),
    ];

    private static (double[] Hits, double[] Sizes) Intervals(TestSet test, double reach) =>
        (Array.ConvertAll(Errors(test), error => error <= reach ? 1.0 : 0.0), [.. Enumerable.Repeat(2 * reach, test.Rows)]);

    private static (double[] Hits, double[] Sizes) Sets(TestSet test, double reach)
    {
        var (hits, sizes) = (new double[test.Rows], new double[test.Rows]);
        for (var row = 0; row < test.Rows; row++)
        {
            var labels = Labels(test.Task == ModelTask.Binary ? [1 - test.Probability[row], test.Probability[row]] : test.Probabilities[row], reach);
            (hits[row], sizes[row]) = (labels.Contains(test.Actual[row]) ? 1 : 0, labels.Length);
        }

        return (hits, sizes);
    }
}
