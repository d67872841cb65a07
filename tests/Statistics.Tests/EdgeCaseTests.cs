using System.Text.Json;
using ServerlessMlops.Statistics.Classification;
using ServerlessMlops.Statistics.Regression;

namespace ServerlessMlops.Statistics.Tests;

/// <summary>
/// Ties, one class alone, one row, certain probabilities, labels never predicted: what scikit-learn gives, or, where it gives a convention, a warning or an
/// error and nothing was there to be measured, unmeasured.
/// </summary>
public sealed class EdgeCaseTests
{
    /// <summary>By case, what is unmeasured here. Of these scikit-learn's AUC, kappa and R² of one row are errors or nan; the rest are conventions.</summary>
    private static readonly Dictionary<string, string[]> Unmeasured = new()
    {
        ["binary: all scores equal and selected"] = ["mcc"],
        ["binary: all scores equal and none selected"] = ["precision", "mcc"],
        ["binary: only positives"] = ["auc", "balanced_accuracy", "specificity", "mcc"],
        ["binary: only negatives"] = ["auc", "pr_auc", "balanced_accuracy", "recall", "mcc"],
        ["binary: only negatives, none selected"] = ["auc", "pr_auc", "balanced_accuracy", "precision", "recall", "f1", "mcc"],
        ["binary: one positive row"] = ["auc", "balanced_accuracy", "specificity", "mcc"],
        ["binary: one negative row"] = ["auc", "pr_auc", "balanced_accuracy", "recall", "mcc"],
        ["multiclass: a prediction that is never a label"] = ["macro_auc"],
        ["multiclass: a class that is neither"] = ["macro_auc"],
        ["multiclass: all of one class"] = ["mcc", "kappa", "macro_auc"],
        ["multiclass: all predicted to be one class"] = ["mcc"],
        ["multiclass: labels of one class, all wrong"] = ["mcc", "macro_auc"],
        ["multiclass: one row"] = ["mcc", "kappa", "macro_auc"],
        ["regression: every label the same"] = ["r2"],
        ["regression: every label the same, and met"] = ["r2"],
        ["regression: one row"] = ["r2"],
    };

    public static TheoryData<string, string> Cases => [.. new[] { "binary", "multiclass", "regression" }.SelectMany(section =>
        Reference.EdgeSection(section).EnumerateObject().Select(one => (section, one.Name)))];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Equals_scikit_learn_or_is_unmeasured(string section, string name)
    {
        var given = Reference.EdgeSection(section).GetProperty(name);
        var seen = section switch { "binary" => Binary(given), "multiclass" => Multiclass(given), _ => Regression(given) };
        var expected = given.GetProperty("values").EnumerateObject().ToDictionary(value => value.Name, value => value.Value);

        Assert.Equal(expected.Keys.Order(), seen.Keys.Order());
        Assert.Equal(
            Unmeasured.GetValueOrDefault($"{section}: {name}", []).Order(),
            seen.Where(measure => !measure.Value.IsMeasured).Select(measure => measure.Key).Order());
        Assert.All(seen.Where(measure => measure.Value.IsMeasured), measure => Reference.Same(expected[measure.Key].GetDouble(), measure.Value));
    }

    private static Dictionary<string, Estimate> Binary(JsonElement given)
    {
        var (positive, scores) = (Array.ConvertAll(Whole(given, "labels"), label => label == 1), Numbers(given.GetProperty("scores")));
        var counts = ConfusionCounts.At(positive, scores, 0.5);
        return new()
        {
            ["auc"] = RocAuc.Of(positive, scores),
            ["pr_auc"] = AveragePrecision.Of(positive, scores),
            ["log_loss"] = LogLoss.Of(positive, scores),
            ["brier"] = BrierScore.Of(positive, scores),
            ["accuracy"] = counts.Accuracy,
            ["balanced_accuracy"] = counts.BalancedAccuracy,
            ["precision"] = counts.Precision,
            ["recall"] = counts.Recall,
            ["specificity"] = counts.Specificity,
            ["f1"] = counts.F1,
            ["mcc"] = counts.Mcc,
        };
    }

    private static Dictionary<string, Estimate> Multiclass(JsonElement given)
    {
        var actual = Whole(given, "labels");
        double[][] probabilities = [.. given.GetProperty("probabilities").EnumerateArray().Select(Numbers)];
        var matrix = ConfusionMatrix.Of(actual, Array.ConvertAll(probabilities, row => Array.IndexOf(row, row.Max())), 3);
        return new()
        {
            ["accuracy"] = matrix.Accuracy,
            ["balanced_accuracy"] = matrix.BalancedAccuracy,
            ["macro_f1"] = matrix.MacroF1,
            ["macro_precision"] = matrix.MacroPrecision,
            ["macro_recall"] = matrix.MacroRecall,
            ["weighted_f1"] = matrix.WeightedF1,
            ["weighted_precision"] = matrix.WeightedPrecision,
            ["weighted_recall"] = matrix.WeightedRecall,
            ["mcc"] = matrix.Mcc,
            ["kappa"] = matrix.Kappa,
            ["log_loss"] = LogLoss.Of(actual, probabilities),
            ["macro_auc"] = MacroAuc.Of(actual, probabilities, 3),
        };
    }

    private static Dictionary<string, Estimate> Regression(JsonElement given)
    {
        var (actual, predicted) = (Numbers(given.GetProperty("labels")), Numbers(given.GetProperty("predicted")));
        var errors = RegressionErrors.Of(actual, predicted);
        return new()
        {
            ["rmse"] = errors.Rmse,
            ["mae"] = errors.Mae,
            ["median_absolute_error"] = MedianAbsoluteError.Of(actual, predicted),
            ["r2"] = errors.R2,
            ["pinball_0.1"] = PinballLoss.Of(actual, predicted, 0.1),
            ["pinball_0.9"] = PinballLoss.Of(actual, predicted, 0.9),
        };
    }

    private static int[] Whole(JsonElement given, string name) => [.. given.GetProperty(name).EnumerateArray().Select(value => value.GetInt32())];

    private static double[] Numbers(JsonElement values) => [.. values.EnumerateArray().Select(value => value.GetDouble())];
}
