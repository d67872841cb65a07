using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Evaluation;
using ServerlessMlops.Pipeline.Training;

namespace ServerlessMlops.Learning.Tests;

public sealed class AccuracyTests
{
    [Theory]
    [InlineData(Trainer.LightGbm)]
    [InlineData(Trainer.Linear)]
    public void Credit_risk_reaches_an_auc_of_080_on_the_test_part(string candidate) =>
        Assert.InRange(OnTest("credit", candidate, "auc"), 0.80, 1);

    [Theory]
    [InlineData(Trainer.LightGbm)]
    [InlineData(Trainer.Linear)]
    public void Penguins_reach_an_accuracy_of_095_on_the_test_part(string candidate) =>
        Assert.InRange(OnTest("penguins", candidate, "accuracy"), 0.95, 1);

    [Fact]
    public void Concrete_reaches_an_r2_of_085_on_the_test_part() =>
        Assert.InRange(OnTest("concrete", Trainer.LightGbm, "r2"), 0.85, 1);

    [Fact]
    public void The_validation_score_is_the_one_that_pipeline_yaml_asks_for()
    {
        var input = Samples.Credit(Trainer.Linear);
        var model = Samples.Train(input with { Spec = input.Spec with { Train = new TrainSpec { Metric = "brier" } } });
        Assert.Equal("brier", model.Metric);
        Assert.InRange(model.Score!.Value, 0.05, 0.25);
    }

    [Fact]
    public void The_threshold_of_two_classes_is_chosen_on_validation()
    {
        var threshold = Samples.Trained("credit", Trainer.LightGbm).File.Threshold!.Value;
        Assert.InRange(threshold, 0.05, 0.95);
        Assert.NotEqual(0.5, threshold);
    }

    private static double OnTest(string sample, string candidate, string metric)
    {
        var input = Samples.Named(sample, candidate);
        using var scorer = Scorer.Load(Samples.Trained(sample, candidate).ToBytes());
        var rows = Splitter.Rows(input.Split, SplitPart.Test);
        var score = ValidationScore.Of(metric, scorer.Score(input.Table, rows).Against(input.Target, rows), scorer.Model.Threshold ?? 0.5);
        return score.Value!.Value;
    }
}
