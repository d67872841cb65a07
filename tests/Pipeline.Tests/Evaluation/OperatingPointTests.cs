using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Evaluation;
using ServerlessMlops.Statistics.Classification;

namespace ServerlessMlops.Pipeline.Tests.Evaluation;

/// <summary>Thresholds by costs and by limits; the credit values are those of operating_point_reference.py.</summary>
public sealed class OperatingPointTests
{
    private static readonly int[] Actual = [0, 0, 1, 0, 1, 1, 0, 1];
    private static readonly double[] Probability = [.1, .2, .3, .4, .5, .6, .7, .9];

    [Theory]
    [InlineData(1, 1, 0.45, 0.25)] // FP 1, FN 1
    [InlineData(1, 10, 0.25, 0.25)] // FP 2
    [InlineData(10, 1, 0.8, 0.375)] // FN 3
    public void Costs_choose_the_threshold_of_the_least_mean_cost(double falsePositive, double falseNegative, double threshold, double cost)
    {
        var point = OperatingPoint.Choose(Costs(falsePositive, falseNegative), [[0, falsePositive], [falseNegative, 0]], Actual, Probability);
        Assert.Equal(threshold, point.Threshold, 1e-12);
        Assert.Contains(FormattableString.Invariant($"{cost} a row"), point.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_equal_costs_the_one_nearest_to_what_calibrated_probabilities_ask_for_is_taken()
    {
        var point = OperatingPoint.Choose(Costs(1, 3), [[0, 1], [3, 0]], [0, 1, 0, 1], [.2, .4, .6, .8]);
        Assert.Equal(0.3, point.Threshold, 1e-12); // as costly as none below; 1 ÷ 4 is nearer to 0.3 than to 0.7
        Assert.Contains("would ask for 0.25", point.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_positives_are_not_worth_it_no_row_is_selected()
    {
        var point = OperatingPoint.Choose(Costs(100, 1), [[0, 100], [1, 0]], [1, 0, 1, 0], [.1, .2, .3, .4]);
        Assert.InRange(point.Threshold, 0.4 + 1e-9, 1);
    }

    [Fact]
    public void Rows_of_one_class_leave_the_threshold_of_calibrated_probabilities()
    {
        var point = OperatingPoint.Choose(Costs(5, 1), [[0, 5], [1, 0]], [0, 0], [.2, .4]);
        Assert.Equal(5.0 / 6, point.Threshold, 1e-12);
        Assert.Contains("one class", point.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(OperatingRate.Recall, 0.75, null, 0.45)] // 3 of 4 found with 1 of 4 wrong
    [InlineData(OperatingRate.Recall, 1.0, null, 0.25)]
    [InlineData(OperatingRate.Precision, 0.6, null, 0.25)] // 4 of 6
    [InlineData(OperatingRate.Precision, 0.75, null, 0.45)]
    [InlineData(OperatingRate.FalsePositiveRate, null, 0.25, 0.45)]
    [InlineData(OperatingRate.FalsePositiveRate, null, 0.0, 0.8)]
    [InlineData(OperatingRate.Specificity, 0.75, null, 0.45)]
    [InlineData(OperatingRate.SelectionRate, null, 0.5, 0.45)]
    [InlineData(OperatingRate.SelectionRate, 0.5, null, 0.45)]
    [InlineData(OperatingRate.SelectionRate, null, 0.2, 0.8)]
    public void A_limit_is_kept_with_the_best_of_the_other_rate(OperatingRate rate, double? min, double? max, double threshold)
    {
        var point = OperatingPoint.Choose(Limit(rate, min, max), null, Actual, Probability);
        Assert.Equal(threshold, point.Threshold, 1e-12);
        Assert.Null(point.NotMet);
    }

    [Fact]
    public void A_limit_that_cannot_be_kept_is_named_with_what_was_reached()
    {
        var point = OperatingPoint.Choose(Limit(OperatingRate.Precision, 0.9, null), null, [0, 1, 1, 0], [.1, .2, .3, .4]);
        Assert.Equal("No threshold has precision ≥ 0.9 on the 4 validation rows; the nearest has 0.6667.", point.NotMet);
        Assert.Equal(0.15, point.Threshold, 1e-12);
    }

    [Fact]
    public void A_fixed_threshold_stays_whatever_the_rows_are()
    {
        Assert.Equal(0.3, OperatingPoint.Choose(new DecisionSpec { Threshold = 0.3 }, null, [], []).Threshold);
        Assert.Equal(0.3, OperatingPoint.Choose(new DecisionSpec { Threshold = 0.3 }, null, Actual, Probability).Threshold);
    }

    [Theory]
    [InlineData(5, 1, 310)]
    [InlineData(1, 5, 526)]
    public void Costs_on_credit_equal_an_exhaustive_search_by_numpy(double falsePositive, double falseNegative, double total)
    {
        var test = Predictions.Credit;
        double[][] costs = [[0, falsePositive], [falseNegative, 0]];
        var point = OperatingPoint.Choose(Costs(falsePositive, falseNegative), costs, test.Actual, test.Probability);
        Assert.Equal(total, CostMeasure.Rows(test with { Costs = costs }, point.Threshold).Sum());
    }

    [Fact]
    public void Recall_on_credit_equals_an_exhaustive_search_by_numpy()
    {
        var test = Predictions.Credit;
        var point = OperatingPoint.Choose(Limit(OperatingRate.Recall, 0.8, null), null, test.Actual, test.Probability);
        var counts = ConfusionCounts.At(Array.ConvertAll(test.Actual, label => label == 1), test.Probability, point.Threshold);
        Assert.Equal((255, 227), (counts.TruePositives, counts.FalsePositives));
    }

    [Fact]
    public void The_basis_states_each_rate_with_its_rows_and_wilsons_interval()
    {
        var test = Predictions.Credit;
        var decision = Limit(OperatingRate.Recall, 0.8, null);
        var basis = DecisionBases.Of(decision, OperatingPoint.Choose(decision, null, test.Actual, test.Probability), test);
        Assert.Equal("recall ≥ 0.8", basis.Rule);
        var recall = basis.Validation[0];
        Assert.Equal(("recall", 255.0 / 318, 318, "Wilson"), (recall.Name, recall.Value, recall.N, recall.Interval));
        Assert.InRange(recall.Value!.Value, recall.Lower!.Value, recall.Upper!.Value);
        Assert.Equal(["recall", "precision", "fpr", "selection_rate"], basis.Validation.Select(measure => measure.Name));
    }

    [Theory]
    [InlineData(0.5, 0.3, 0.2, 2)]
    [InlineData(0.95, 0.04, 0.01, 0)]
    public void Many_classes_are_decided_by_the_least_expected_cost(double a, double b, double c, int label) =>
        Assert.Equal(label, CostMatrix.Label([a, b, c], [[0, 1, 1], [1, 0, 1], [10, 10, 0]]));

    [Fact]
    public void Without_costs_the_first_of_the_most_probable_classes_is_predicted() => Assert.Equal(1, CostMatrix.Label([0.2, 0.4, 0.4], null));

    [Fact]
    public void The_mean_cost_of_decisions_is_measured_with_an_interval_where_costs_are_stated()
    {
        var test = Predictions.Penguins;
        double[][] costs = [[0, 1, 1], [1, 0, 1], [10, 10, 0]];
        Assert.DoesNotContain(Evaluator.Measure(test, 1, 100).Metrics, measure => measure.Name == "mean_cost");
        var measured = Evaluator.Measure(test with { Costs = costs }, 1, 100);
        var cost = measured.Metrics.Single(measure => measure.Name == "mean_cost");
        Assert.Equal(CostMeasure.Rows(test with { Costs = costs }, 0.5).Average(), cost.Value!.Value, 1e-12);
        Assert.Equal(cost.Value, ValidationScore.Of("mean_cost", test with { Costs = costs }).Value);
    }

    private static DecisionSpec Costs(double falsePositive, double falseNegative) =>
        new() { Costs = new DecisionCosts { FalsePositive = falsePositive, FalseNegative = falseNegative } };

    private static DecisionSpec Limit(OperatingRate rate, double? min, double? max) =>
        new() { OperatingPoint = new OperatingLimit { Rate = rate, Min = min, Max = max } };
}
