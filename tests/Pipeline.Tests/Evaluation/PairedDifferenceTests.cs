using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Evaluation;

namespace ServerlessMlops.Pipeline.Tests.Evaluation;

public sealed class PairedDifferenceTests
{
    [Fact]
    public void The_interval_of_a_difference_of_means_is_that_of_the_paired_differences()
    {
        var first = Predictions.Concrete;
        // Another model: sometimes nearer, sometimes further.
        var second = first with { Predicted = [.. first.Predicted.Select((value, row) => value + (3 * Math.Sin(row)))] };
        var paired = PairedDifference.Of("mae", first, second, (0.5, 0.5), 1, 2_000);
        var differences = first.ActualValue.Select((actual, row) => Math.Abs(first.Predicted[row] - actual) - Math.Abs(second.Predicted[row] - actual)).ToArray();
        var mean = differences.Average();
        var error = Math.Sqrt(differences.Sum(one => (one - mean) * (one - mean)) / (differences.Length - 1.0) / differences.Length);
        Assert.Equal(mean, paired.Difference.Value!.Value, 1e-12);
        Assert.Equal(paired.First!.Value - paired.Second!.Value, paired.Difference.Value!.Value, 1e-12);
        Assert.Equal(mean - (1.96 * error), paired.Difference.Lower!.Value, 0.2 * error);
        Assert.Equal(mean + (1.96 * error), paired.Difference.Upper!.Value, 0.2 * error);
        Assert.Equal((first.Rows, false), (paired.Difference.N, paired.Difference.HigherIsBetter));
    }

    [Fact]
    public void Measures_of_decisions_take_each_models_own_threshold()
    {
        var test = Predictions.Credit;
        var paired = PairedDifference.Of("accuracy", test, test, (0.5, 0.2), 1, 200);
        Assert.Equal(Accuracy(test, 0.5), paired.First!.Value, 1e-12);
        Assert.Equal(Accuracy(test, 0.2), paired.Second!.Value, 1e-12);
    }

    [Fact]
    public void A_model_beside_itself_differs_by_nothing_and_has_no_interval()
    {
        var paired = PairedDifference.Of("auc", Predictions.Credit, Predictions.Credit, (0.5, 0.5), 1, 100);
        Assert.Equal(0, paired.Difference.Value);
        Assert.Null(paired.Difference.Lower);
        Assert.Contains("every resample gave the same value", paired.Difference.Interval, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_measured_says_why_and_other_rows_are_a_broken_promise()
    {
        var none = new TestSet { Task = ModelTask.Regression };
        Assert.Equal("there are no rows", PairedDifference.Of("rmse", none, none, (0.5, 0.5), 1, 10).Difference.Unmeasured);
        Assert.Contains("f9", PairedDifference.Of("f9", Predictions.Credit, Predictions.Credit, (0.5, 0.5), 1, 10).Difference.Unmeasured, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => PairedDifference.Of("rmse", Predictions.Concrete, none, (0.5, 0.5), 1, 10));
    }

    private static double Accuracy(TestSet test, double threshold) =>
        test.Actual.Zip(test.Probability).Count(row => (row.First == 1) == (row.Second >= threshold)) / (double)test.Rows;
}
