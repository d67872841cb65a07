using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Pipeline.Evaluation;
using ServerlessMlops.Pipeline.Training;

namespace ServerlessMlops.Learning.Tests.Deciding;

/// <summary>What pipeline.yaml asks of decisions, through training to the labels that are served.</summary>
public sealed class DecisionTests
{
    [Fact]
    public void Costly_false_positives_raise_the_threshold_and_cost_less_than_youdens_on_validation()
    {
        var plain = Trained(Samples.Credit(Trainer.Linear), null);
        var careful = Trained(Samples.Credit(Trainer.Linear), Costs(5, 1));
        Assert.True(careful.File.Threshold > plain.File.Threshold);
        Assert.Equal("largest Youden's J", plain.File.Decision!.Rule);
        Assert.Equal("least mean cost: good taken for bad costs 5, bad taken for good costs 1", careful.File.Decision!.Rule);
        Assert.Equal(careful.File.Decision.Rule, careful.Parameters["decision"]);
        Assert.Contains("calibrated probabilities would ask for 0.8333", careful.File.Decision.Reason, StringComparison.Ordinal);
        Assert.InRange(careful.File.Decision.Validation.Single(measure => measure.Name == "mean_cost").Value!.Value, 0.05, 0.30);
    }

    [Theory]
    [InlineData(OperatingRate.Recall, 0.8, null, "recall")]
    [InlineData(OperatingRate.FalsePositiveRate, null, 0.1, "fpr")]
    [InlineData(OperatingRate.SelectionRate, null, 0.2, "selection_rate")]
    public void A_limit_is_kept_on_validation(OperatingRate rate, double? min, double? max, string name)
    {
        var trained = Trained(Samples.Credit(Trainer.Linear), Limit(rate, min, max));
        var value = trained.File.Decision!.Validation.Single(measure => measure.Name == name).Value!.Value;
        Assert.InRange(value, min ?? max!.Value - 0.03, max ?? min!.Value + 0.03);
        Assert.Empty(trained.Warnings);
    }

    [Fact]
    public void A_limit_that_cannot_be_kept_is_a_warning_by_name_and_the_nearest_is_served()
    {
        var trained = Trained(Samples.Credit(Trainer.Dummy), Limit(OperatingRate.Precision, 0.9, null));
        var warning = Assert.Single(trained.Warnings);
        Assert.Equal((ModelProblemCodes.OperatingPointNotMet, Severity.Warning, "precision ≥ 0.9"), (warning.Code, warning.Severity, warning.Expected));
        Assert.Equal(trained.File.Decision!.NotMet, warning.Message);
        Assert.Equal(0, trained.File.Threshold);
    }

    [Fact]
    public void A_fixed_threshold_is_served_as_it_is()
    {
        var input = Samples.Credit(Trainer.Linear);
        using var scorer = Scorer.Load(Trained(input, new DecisionSpec { Threshold = 0.3 }).ToBytes());
        Assert.Equal(0.3, scorer.Model.Threshold);
        Assert.All(Enumerable.Range(0, 40), row =>
        {
            var prediction = ScorerTests.Predicted(scorer, ScorerTests.Json(input, row));
            Assert.Equal(prediction.Score >= 0.3 ? "bad" : "good", prediction.Label);
        });
    }

    [Fact]
    public void Many_classes_are_served_as_they_are_measured_by_the_least_expected_cost()
    {
        var input = Samples.Penguins(Trainer.Dummy);
        var byClass = new Dictionary<string, IReadOnlyDictionary<string, double>> { ["Chinstrap"] = new Dictionary<string, double> { ["Adelie"] = 30, ["Gentoo"] = 30 } };
        var trained = Trained(input, new DecisionSpec { Costs = new DecisionCosts { ByClass = byClass } });
        using var scorer = Scorer.Load(trained.ToBytes());
        Assert.Equal("Chinstrap", ScorerTests.Predicted(scorer, ScorerTests.Json(input, 0)).Label);
        var rows = Splitter.Rows(input.Split, SplitPart.Test);
        var measured = Evaluator.Measure(scorer.Score(input.Table, rows).Against(input.Target, rows), 1, 50);
        Assert.Equal(rows.Length, measured.Confusion.Where(cell => cell.Predicted == "Chinstrap").Sum(cell => cell.Count));
        Assert.Equal("least expected cost: Chinstrap taken for Adelie costs 30, Chinstrap taken for Gentoo costs 30, any other mistake 1", trained.File.Decision!.Rule);
    }

    [Fact]
    public void Candidates_are_picked_by_mean_cost_where_it_is_asked_for()
    {
        var input = Samples.Credit(Trainer.Linear);
        var trained = Samples.Train(input with { Spec = input.Spec with { Decision = Costs(1, 5), Train = new TrainSpec { Metric = "mean_cost" } } });
        Assert.Equal("mean_cost", trained.Metric);
        Assert.InRange(trained.Score!.Value, 0.2, 0.6);
    }

    [Fact]
    public void Costs_of_a_class_that_is_not_there_are_refused_by_name() => Assert.All(Trainer.Candidates, candidate =>
    {
        var input = Samples.Penguins(candidate);
        var byClass = new Dictionary<string, IReadOnlyDictionary<string, double>> { ["Emperor"] = new Dictionary<string, double> { ["Adelie"] = 30 } };
        var refused = Trainer.Train(
            input with { Spec = input.Spec with { Decision = new DecisionSpec { Costs = new DecisionCosts { ByClass = byClass } } } }, TestContext.Current.CancellationToken);
        Assert.Equal(ProblemCodes.CostsUnusable, Assert.IsType<TrainingOutcome.NotTrained>(refused).Problem.Code);
    });

    [Fact]
    public void A_model_file_whose_costs_fit_no_class_is_refused()
    {
        var file = Samples.Trained("credit", Trainer.Dummy).File with { Costs = [[0, 1]] };
        Assert.Contains("its costs are not 2 by 2", Assert.Throws<InvalidModelFileException>(() => Scorer.Load(file.ToBytes())).Message, StringComparison.Ordinal);
    }

    private static TrainedModel Trained(TrainingInput input, DecisionSpec? decision) => Samples.Train(input with { Spec = input.Spec with { Decision = decision } });

    private static DecisionSpec Costs(double falsePositive, double falseNegative) =>
        new() { Costs = new DecisionCosts { FalsePositive = falsePositive, FalseNegative = falseNegative } };

    private static DecisionSpec Limit(OperatingRate rate, double? min, double? max) =>
        new() { OperatingPoint = new OperatingLimit { Rate = rate, Min = min, Max = max } };
}
