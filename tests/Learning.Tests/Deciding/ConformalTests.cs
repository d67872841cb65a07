using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Evaluation;
using ServerlessMlops.Pipeline.Training;

namespace ServerlessMlops.Learning.Tests.Deciding;

/// <summary>Sets and intervals: what they are made of, what they reach, and where there can be none.</summary>
public sealed class ConformalTests
{
    /// <summary>The test parts have 84 to 1,114 rows: chance alone moves a share of 0.9 by up to ±0.07 there.</summary>
    [Theory]
    [InlineData("credit", Trainer.LightGbm, 0.87, 0.93)]
    [InlineData("credit", Trainer.Linear, 0.87, 0.93)]
    [InlineData("penguins", Trainer.Linear, 0.9, 1)]
    [InlineData("concrete", Trainer.LightGbm, 0.84, 0.95)]
    [InlineData("concrete", Trainer.Gam, 0.84, 0.95)]
    public void Coverage_on_the_test_part_is_near_what_was_asked(string sample, string candidate, double low, double high)
    {
        var input = Samples.Named(sample, candidate);
        using var scorer = Scorer.Load(Samples.Trained(sample, candidate).ToBytes());
        var rows = Splitter.Rows(input.Split, SplitPart.Test);
        var measured = Evaluator.Measure(scorer.Score(input.Table, rows).Against(input.Target, rows), 1, 200, scorer.Model.Threshold ?? 0.5);
        var coverage = measured.Metrics.Single(measure => measure.Name == "coverage");
        Assert.InRange(coverage.Value!.Value, low, high);
        Assert.Equal(rows.Length, coverage.N);
        Assert.True(coverage.Lower <= coverage.Value && coverage.Value <= coverage.Upper);
        Assert.True(measured.Metrics.Single(measure => measure.Name is "mean_set_size" or "mean_interval_width").Value > 0);
    }

    [Fact]
    public void More_coverage_takes_wider_intervals()
    {
        var input = Samples.Concrete(Trainer.Linear);
        double Reach(double coverage) =>
            Samples.Train(input with { Spec = input.Spec with { Decision = new DecisionSpec { Coverage = coverage } } }).File.Conformal!.Reach!.Value;
        Assert.True(Reach(0.5) < Reach(0.9) && Reach(0.9) < Reach(0.98));
    }

    [Fact]
    public void A_prediction_of_a_number_carries_its_interval()
    {
        var input = Samples.Concrete(Trainer.Linear);
        using var scorer = Scorer.Load(Samples.Trained("concrete", Trainer.Linear).ToBytes());
        var (prediction, reach) = (ScorerTests.Predicted(scorer, ScorerTests.Json(input, 3)), scorer.Model.Conformal!.Reach!.Value);
        Assert.Equal(new PredictionInterval(prediction.Score - reach, prediction.Score + reach, 0.9), prediction.Interval);
        Assert.Null(prediction.Set);
    }

    [Theory]
    [InlineData("credit")]
    [InlineData("penguins")]
    public void A_prediction_of_a_class_carries_the_set_that_was_measured(string sample)
    {
        var input = Samples.Named(sample, Trainer.Linear);
        using var scorer = Scorer.Load(Samples.Trained(sample, Trainer.Linear).ToBytes());
        var scores = scorer.Score(input.Table, [.. Enumerable.Range(0, 60)]);
        Assert.All(Enumerable.Range(0, 60), row =>
        {
            double[] probabilities = sample == "credit" ? [1 - scores.Probability[row], scores.Probability[row]] : scores.Probabilities[row];
            var set = ScorerTests.Predicted(scorer, ScorerTests.Json(input, row)).Set!;
            Assert.Equal(PredictionSets.Labels(probabilities, scorer.Model.Conformal!.Reach!.Value).Select(label => scorer.Model.Classes[label]), set.Labels);
            Assert.NotEmpty(set.Labels);
        });
    }

    [Fact]
    public void Too_few_validation_rows_give_no_set_and_the_reason()
    {
        var input = Samples.Penguins(Trainer.Linear);
        var validation = Splitter.Rows(input.Split, SplitPart.Validation);
        byte[] parts = [.. input.Split.Parts];
        foreach (var row in validation.Skip(8))
        {
            parts[row] = (byte)SplitPart.Train;
        }

        var trained = Samples.Train(input with { Split = new SplitAssignment(1, parts) });
        Assert.Equal((null, 8L, "8 rows are too few for a chance of 0.9"), (trained.File.Conformal!.Reach, trained.File.Conformal.Rows, trained.File.Conformal.Unmeasured));
        using var scorer = Scorer.Load(trained.ToBytes());
        Assert.Null(ScorerTests.Predicted(scorer, ScorerTests.Json(input, 3)).Set);
        var coverage = Evaluator.Measure(scorer.Score(input.Table, validation).Against(input.Target, validation), 1, 20).Metrics.Single(measure => measure.Name == "coverage");
        Assert.Equal((null, "8 rows are too few for a chance of 0.9"), (coverage.Value, coverage.Unmeasured));
    }

    [Fact]
    public void A_model_file_of_old_has_no_set_and_no_coverage_is_measured_of_it()
    {
        var input = Samples.Credit(Trainer.Linear);
        using var scorer = Scorer.Load((Samples.Trained("credit", Trainer.Linear).File with { Conformal = null }).ToBytes());
        Assert.Null(ScorerTests.Predicted(scorer, ScorerTests.Json(input, 3)).Set);
        Assert.DoesNotContain(Evaluator.Measure(scorer.Score(input.Table, [0, 1, 2, 3]).Against(input.Target, [0, 1, 2, 3]), 1, 20).Metrics, measure => measure.Name == "coverage");
    }

    [Theory]
    [InlineData(0.9, -1.0)]
    [InlineData(1.5, 0.2)]
    public void A_model_file_that_reaches_nowhere_is_refused(double coverage, double reach)
    {
        var file = Samples.Trained("credit", Trainer.Dummy).File with { Conformal = new ConformalReach(coverage, reach, 100) };
        Assert.Throws<InvalidModelFileException>(() => Scorer.Load(file.ToBytes()));
    }
}
