using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Evaluation;

namespace ServerlessMlops.Pipeline.Tests.Evaluation;

public sealed class DisparityTests
{
    private static readonly AttributeDisparity Marital = Evaluator.Measure(Predictions.Credit, 1, 1_000).Disparities.Single();

    [Theory]
    [InlineData("demographic_parity_difference")]
    [InlineData("demographic_parity_ratio")]
    [InlineData("equalized_odds_difference")]
    [InlineData("equalized_odds_ratio")]
    [InlineData("equal_opportunity_difference")]
    [InlineData("equal_opportunity_ratio")]
    [InlineData("predictive_parity_difference")]
    [InlineData("accuracy_difference")]
    [InlineData("calibration_difference")]
    public void Equals_its_definition_over_the_groups_that_have_the_rows(string name)
    {
        var measure = Of(Marital, name);

        Assert.Equal(Predictions.Reference("disparities", name), measure.Value!.Value, 1e-12);
        Assert.NotNull(measure.Lower);
        Assert.NotNull(measure.Upper);
        Assert.Equal(Marital.Groups.Where(group => group.NotCompared is null).Min(group => group.N), measure.N);
        Assert.Equal(3, measure.Bounds!.Count);
    }

    [Fact]
    public void Every_disparity_of_many_classes_and_of_a_number_equals_its_definition()
    {
        AttributeDisparity[] others =
        [
            Evaluator.Measure(Predictions.Penguins, 1, 50).Disparities.Single(), Evaluator.Measure(Predictions.Concrete, 1, 50).Disparities.Single(),
        ];
        foreach (var (disparity, section) in others.Zip(["penguins_disparities", "concrete_disparities"]))
        {
            Assert.All(disparity.Disparities, measure => Assert.Equal(Predictions.Reference(section, measure.Name), measure.Value!.Value, 1e-12));
        }

        foreach (var (disparity, task) in others.Append(Marital).Zip([ModelTask.Multiclass, ModelTask.Regression, ModelTask.Binary]))
        {
            Assert.Equal(MeasureCatalog.Disparities(task).Select(known => known.Name), disparity.Disparities.Select(measure => measure.Name));
        }
    }

    [Fact]
    public void Every_rate_of_a_group_has_its_rows_and_its_interval()
    {
        var married = Marital.Groups.Single(group => group.Group == "married");
        var measures = married.Measures!.ToDictionary(measure => measure.Name);

        Assert.Equal((married.SelectionRate, married.N), (measures["selection_rate"].Value, measures["selection_rate"].N));
        Assert.Equal((married.TruePositiveRate, married.Positives), (measures["true_positive_rate"].Value, measures["true_positive_rate"].N));
        Assert.Equal(married.N - married.Positives, measures["false_positive_rate"].N);
        Assert.All(
            ["selection_rate", "true_positive_rate", "false_positive_rate", "precision", "accuracy"],
            rate => Assert.Equal("Wilson", measures[rate].Interval));
        Assert.Equal("BCa bootstrap, 1000 resamples", measures["ece"].Interval);
        Assert.Equal(
            "no interval: the group has too few rows to be compared",
            Marital.Groups.Single(group => group.Group == "divorced").Measures!.Single(measure => measure.Name == "ece").Interval);
    }

    [Fact]
    public void Attributes_are_crossed_in_pairs_and_all_three()
    {
        var three = Two(80, 80) with
        {
            Groups =
            [
                .. Two(80, 80).Groups,
                Predictions.Grouped("h", [.. Enumerable.Range(0, 160).Select(row => row / 40 % 2 == 0 ? "x" : "y")]),
                Predictions.Grouped("i", [.. Enumerable.Range(0, 160).Select(row => row < 60 ? "p" : row < 159 ? "q" : "r")]),
            ],
        };
        var disparities = Evaluator.Measure(three, 1, 50).Disparities;

        Assert.Equal(["g", "h", "i", "g × h", "g × i", "h × i", "g × h × i"], disparities.Select(one => one.Attribute));
        Assert.Equal(["h", "i"], disparities[5].Crossed);
        Assert.Null(disparities[0].Crossed);
        Assert.Equal(["x × p", "x × q", "y × p", "y × q", "y × r"], disparities[5].Groups.Select(group => group.Group));
        Assert.Equal([40, 40, 20, 59, 1], disparities[5].Groups.Select(group => group.N));
        Assert.Equal("1 rows, compared from 20: 19 more needed", disparities[5].Groups[^1].NotCompared);
        Assert.All(disparities, one => Assert.Equal(160, one.Groups.Sum(group => group.N)));
    }

    [Fact]
    public void A_higher_floor_judges_fewer_groups_and_a_lower_one_changes_nothing()
    {
        Measure Judged(int floor) =>
            Of(Evaluator.Measure(Two(40, 30), 1, 50, floor: floor).Disparities.Single(), "demographic_parity_difference");

        Assert.Equal((Judged(20).Value, Judged(20).Upper), (Judged(5).Value, Judged(5).Upper));
        Assert.Equal("fewer than two groups have enough rows (b: 30 rows, compared from 31: 1 more needed)", Judged(31).Unmeasured);
    }

    [Fact]
    public void A_small_group_is_listed_and_not_judged_and_says_what_it_lacks()
    {
        var divorced = Marital.Groups.Single(group => group.Group == "divorced");

        Assert.InRange(divorced.N, 1, EvidenceFloor.GroupRows - 1);
        Assert.NotNull(divorced.SelectionRate);
        Assert.Equal($"{divorced.N} rows, compared from 20: {20 - divorced.N} more needed", divorced.NotCompared);
    }

    [Fact]
    public void A_group_of_nine_is_not_judged_like_one_of_nine_thousand()
    {
        var test = Two(40, 9);
        var measure = Of(Evaluator.Measure(test, 1, 50).Disparities.Single(), "demographic_parity_difference");

        Assert.Null(measure.Value);
        Assert.Equal("fewer than two groups have enough rows (b: 9 rows, compared from 20: 11 more needed)", measure.Unmeasured);
    }

    [Fact]
    public void A_rate_with_few_rows_of_its_own_leaves_only_that_comparison_open()
    {
        var even = Two(40, 40);
        var positives = even.Actual.Select((label, row) => row >= 40 && row < 75 ? 0 : label).ToArray();
        var disparity = Evaluator.Measure(even with { Actual = positives }, 1, 50).Disparities.Single();

        Assert.NotNull(Of(disparity, "demographic_parity_difference").Value);
        Assert.Contains("positive rows, compared from 10", Of(disparity, "equalized_odds_difference").Unmeasured);
        Assert.Contains("positive rows, compared from 10", disparity.Groups.Single(group => group.Group == "b").NotCompared);
    }

    [Fact]
    public void One_group_alone_has_no_disparity()
    {
        var test = Two(40, 0);
        Assert.Equal("there are not two groups", Of(Evaluator.Measure(test, 1, 50).Disparities.Single(), "demographic_parity_ratio").Unmeasured);
    }

    [Fact]
    public void Nobody_selected_is_a_difference_of_0_and_no_ratio()
    {
        var none = Two(40, 40) with { Probability = new double[80] };
        var disparity = Evaluator.Measure(none, 1, 50).Disparities.Single();

        Assert.Equal(0, Of(disparity, "demographic_parity_difference").Value);
        Assert.Equal("the measure is 0 in every group", Of(disparity, "demographic_parity_ratio").Unmeasured);
    }

    [Fact]
    public void Groups_of_many_classes_are_compared_by_accuracy()
    {
        var disparity = Evaluator.Measure(Predictions.Penguins, 1, 200).Disparities.Single();
        var accuracies = disparity.Groups.Select(group => group.Accuracy!.Value).ToArray();

        Assert.Equal(accuracies.Max() - accuracies.Min(), Of(disparity, "accuracy_difference").Value);
        Assert.Equal(171, Of(disparity, "accuracy_difference").N);
    }

    [Fact]
    public void Groups_of_a_regression_are_compared_by_their_errors()
    {
        var test = Predictions.Concrete;
        var disparity = Evaluator.Measure(test, 1, 200).Disparities.Single();
        double MeanError(int group) => test.Groups[0].Group.Index()
            .Where(row => row.Item == group).Average(row => test.Predicted[row.Index] - test.ActualValue[row.Index]);

        Assert.Equal(Math.Abs(MeanError(0) - MeanError(1)), Of(disparity, "mean_error_difference").Value!.Value, 1e-12);
        Assert.Equal(MeanError(1), disparity.Groups[1].MeanError!.Value, 1e-12);
        Assert.True(Of(disparity, "mae_difference").Lower < Of(disparity, "mae_difference").Value);
    }

    private static Measure Of(AttributeDisparity disparity, string name) => disparity.Disparities.Single(measure => measure.Name == name);

    /// <summary>Two groups, a and b, whose labels and scores go by turns.</summary>
    private static TestSet Two(int a, int b) => new()
    {
        Task = ModelTask.Binary,
        Classes = ["no", "yes"],
        Actual = [.. Enumerable.Range(0, a + b).Select(row => row % 2)],
        Probability = [.. Enumerable.Range(0, a + b).Select(row => row % 3 / 2.0)],
        Groups = [Predictions.Grouped("g", [.. Enumerable.Repeat("a", a), .. Enumerable.Repeat("b", b)])],
    };
}
