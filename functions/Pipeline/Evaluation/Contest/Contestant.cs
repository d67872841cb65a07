using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Statistics;
using ServerlessMlops.Statistics.Classification;
using ServerlessMlops.Statistics.Regression;

namespace ServerlessMlops.Pipeline.Evaluation;

/// <summary>One model's answers on the test rows.</summary>
/// <param name="Threshold">Binary only: its own.</param>
public sealed record Contestant(TestSet Test, double Threshold)
{
    /// <summary>Class index that it would say, one a row; empty for regression.</summary>
    internal int[] Labels => Test.Task switch
    {
        ModelTask.Binary => Array.ConvertAll(Test.Probability, probability => probability >= Threshold ? 1 : 0),
        ModelTask.Multiclass => MulticlassMeasures.Predicted(Test),
        _ => [],
    };

    internal bool[] Right => [.. Labels.Zip(Test.Actual, (label, actual) => label == actual)];

    internal bool[] Positive => Array.ConvertAll(Test.Actual, label => label == 1);

    /// <summary>The measure of that name on the rows as they are.</summary>
    /// <param name="costs">Of mistakes, for <c>mean_cost</c>: those of the chosen model, whoever answers.</param>
    public Estimate Point(string name, IReadOnlyList<IReadOnlyList<double>>? costs) => Test.Fault() is { } fault
        ? Estimate.Unmeasured(fault)
        : Measured(name, costs)(Counts.Ones(Test.Rows));

    /// <summary>The measure of that name from how often each row occurs; every sum over rows is made once, before the resampling.</summary>
    internal Func<ReadOnlySpan<int>, Estimate> Measured(string name, IReadOnlyList<IReadOnlyList<double>>? costs) => (name, Test.Task) switch
    {
        ("accuracy", not ModelTask.Regression) => Mean(Array.ConvertAll(Right, right => right ? 1.0 : 0.0)),
        ("log_loss", ModelTask.Binary) => Mean(LogLoss.Rows(Positive, Test.Probability)),
        ("log_loss", ModelTask.Multiclass) => Mean(LogLoss.Rows(Test.Actual, Test.Probabilities)),
        ("brier", ModelTask.Binary) => Mean(BrierScore.Rows(Positive, Test.Probability)),
        ("mae", ModelTask.Regression) => Mean([.. Test.ActualValue.Zip(Test.Predicted, (actual, predicted) => Math.Abs(predicted - actual))]),
        ("rmse", ModelTask.Regression) => counts => RegressionErrors.Of(Test.ActualValue, Test.Predicted, counts).Rmse,
        ("r2", ModelTask.Regression) => counts => RegressionErrors.Of(Test.ActualValue, Test.Predicted, counts).R2,
        ("macro_f1", ModelTask.Multiclass) => MacroF1(),
        ("mean_cost", not ModelTask.Regression) when costs is not null => Mean([.. Test.Actual.Zip(Labels, (actual, label) => costs[actual][label])]),
        _ => Other(name),
    };

    private static Func<ReadOnlySpan<int>, Estimate> Mean(double[] rows) => counts => Counts.Mean(counts, rows);

    private Func<ReadOnlySpan<int>, Estimate> MacroF1()
    {
        var labels = Labels;
        return counts => ConfusionMatrix.Of(Test.Actual, labels, Test.Classes.Count, counts).MacroF1;
    }

    /// <summary>A measure that is compared only where it picks candidates: read off all of them.</summary>
    private Func<ReadOnlySpan<int>, Estimate> Other(string name)
    {
        var block = Evaluator.Metrics(Test, Threshold);
        var place = block.Planned.Select(planned => planned.Name).ToList().IndexOf(name);
        if (place < 0)
        {
            return _ => Estimate.Unmeasured($"there is no measure '{name}' for this task");
        }

        return counts =>
        {
            var values = new Estimate[block.Planned.Count];
            block.Compute(counts, values);
            return values[place];
        };
    }
}
