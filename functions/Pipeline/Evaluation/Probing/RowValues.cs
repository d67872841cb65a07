using ServerlessMlops.Statistics.Classification;

namespace ServerlessMlops.Pipeline.Evaluation.Probing;

/// <summary>Measures that are means over rows, row by row.</summary>
internal static class RowValues
{
    /// <returns>One a row; null where the measure is no mean of rows.</returns>
    public static double[]? Of(string metric, TestSet test, double threshold) => metric switch
    {
        "log_loss" when test.Task == Contracts.ModelTask.Binary => LogLoss.Rows(Positive(test), test.Probability),
        "log_loss" => LogLoss.Rows(test.Actual, test.Probabilities),
        "brier" => BrierScore.Rows(Positive(test), test.Probability),
        "mean_cost" => CostMeasure.Rows(test, threshold),
        "mae" => [.. test.ActualValue.Zip(test.Predicted, (actual, predicted) => Math.Abs(actual - predicted))],
        "accuracy" => Array.ConvertAll(Wrong(test, threshold), wrong => wrong ? 0.0 : 1.0),
        _ => null,
    };

    /// <summary>Which rows were decided wrongly; classification only.</summary>
    public static bool[] Wrong(TestSet test, double threshold) => [.. Labels(test, threshold).Zip(test.Actual, (label, actual) => label != actual)];

    /// <summary>The class that each row is decided for.</summary>
    public static int[] Labels(TestSet test, double threshold) => test.Task == Contracts.ModelTask.Binary
        ? Array.ConvertAll(test.Probability, probability => probability >= threshold ? 1 : 0)
        : MulticlassMeasures.Predicted(test);

    public static bool[] Positive(TestSet test) => Array.ConvertAll(test.Actual, label => label == 1);
}
