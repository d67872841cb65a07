using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Evaluation;

namespace ServerlessMlops.Pipeline.Tests.Evaluation;

public sealed class PredictionSetsTests
{
    [Theory]
    [InlineData(0.8, new[] { 0, 1 })]
    [InlineData(0.95, new[] { 0, 1, 2 })]
    [InlineData(0.1, new[] { 0 })] // none reaches, and the most probable stays
    public void A_set_holds_the_classes_within_reach_and_is_never_empty(double reach, int[] labels) =>
        Assert.Equal(labels, PredictionSets.Labels([0.7, 0.2, 0.1], reach));

    [Fact]
    public void Coverage_and_width_of_intervals_are_measured_with_what_they_stand_on()
    {
        var test = new TestSet
        {
            Task = ModelTask.Regression,
            ActualValue = [1, 2, 3, 4, 5],
            Predicted = [1, 2.5, 3, 6, 5],
            Conformal = new ConformalReach(0.9, 0.5, 40),
        };
        var metrics = Evaluator.Measure(test, 1, 200).Metrics.ToDictionary(measure => measure.Name);
        Assert.Equal((0.8, 5), (metrics["coverage"].Value, metrics["coverage"].N));
        Assert.Equal(1, metrics["mean_interval_width"].Value);
        Assert.DoesNotContain("mean_set_size", metrics.Keys);
    }

    [Fact]
    public void Coverage_of_all_rows_has_wilsons_interval()
    {
        var test = new TestSet
        {
            Task = ModelTask.Binary,
            Classes = ["no", "yes"],
            Actual = [0, 1, 0, 1],
            Probability = [.1, .9, .2, .8],
            Conformal = new ConformalReach(0.9, 0.5, 40),
        };
        var metrics = Evaluator.Measure(test, 1, 100).Metrics.ToDictionary(measure => measure.Name);
        Assert.Equal((1, "Wilson"), (metrics["coverage"].Value, metrics["coverage"].Interval));
        Assert.Equal(1, metrics["mean_set_size"].Value);
    }
}
