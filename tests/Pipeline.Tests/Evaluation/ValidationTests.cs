using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Evaluation;

namespace ServerlessMlops.Pipeline.Tests.Evaluation;

public sealed class ValidationTests
{
    [Theory]
    [InlineData("credit", "auc", null)]
    [InlineData("credit", "f1", "f1")]
    [InlineData("penguins", "log_loss", null)]
    [InlineData("penguins", "macro_f1", "macro_f1")]
    [InlineData("concrete", "rmse", null)]
    [InlineData("concrete", "r2", "r2")]
    public void A_candidate_is_scored_by_the_measure_that_was_asked_for(string section, string name, string? metric)
    {
        var test = section == "credit" ? Predictions.Credit : section == "penguins" ? Predictions.Penguins : Predictions.Concrete;
        Assert.Equal(Predictions.Reference(section, name), ValidationScore.Of(metric, test).Value!.Value, 1e-12);
    }

    [Fact]
    public void An_unknown_measure_scores_nothing() =>
        Assert.Equal("there is no measure 'rmse' for a binary task", ValidationScore.Of("rmse", Predictions.Credit).Reason);

    [Fact]
    public void A_nan_score_scores_nothing() =>
        Assert.Equal(
            "a value is not a finite number",
            ValidationScore.Of(null, new() { Task = ModelTask.Regression, ActualValue = [1, 2], Predicted = [1, double.NaN] }).Reason);

    [Fact]
    public void The_operating_point_is_the_largest_youden_index()
    {
        var point = OperatingPoint.Choose(Predictions.Credit.Actual, Predictions.Credit.Probability);

        Assert.Equal(Predictions.Reference("credit", "youden"), point.Youden!.Value, 1e-12);
        Assert.InRange(point.Threshold, 0.1, 0.5);
    }

    [Fact]
    public void Without_both_classes_or_with_a_nan_the_operating_point_is_one_half()
    {
        Assert.Equal((0.5, null), (OperatingPoint.Choose([1, 1], [0.2, 0.4]).Threshold, OperatingPoint.Choose([1, 1], [0.2, 0.4]).Youden));
        Assert.Equal(0.5, OperatingPoint.Choose([1, 0], [0.2, double.NaN]).Threshold);
    }
}
