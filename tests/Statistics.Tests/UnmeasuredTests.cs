using ServerlessMlops.Statistics.Classification;
using ServerlessMlops.Statistics.Drift;
using ServerlessMlops.Statistics.Fairness;
using ServerlessMlops.Statistics.Regression;

namespace ServerlessMlops.Statistics.Tests;

public sealed class UnmeasuredTests
{
    public static TheoryData<string, Estimate> Undefined => new()
    {
        { "there are no negative rows", RocAuc.Of([true, true], [0.1, 0.9]) },
        { "there are no positive rows", RocAuc.Of([false], [0.1]) },
        { "there are no rows", RocAuc.Of([], []) },
        { "a value is not a finite number", RocAuc.Of([true, false], [double.NaN, 0.9]) },
        { "there are no positive rows", AveragePrecision.Of([false, false], [0.1, 0.9]) },
        { "a probability lies outside 0 to 1", LogLoss.Of([true], [1.5]) },
        { "a value is not a finite number", BrierScore.Of([true], [double.PositiveInfinity]) },
        { "there are no rows", LogLoss.Of([], new double[][] { }) },
        { "no row was predicted positive", new ConfusionCounts(0, 0, 3, 4).Precision },
        { "there are no positive rows", new ConfusionCounts(0, 2, 0, 4).Recall },
        { "one class is missing from the labels or from the predictions", new ConfusionCounts(0, 0, 3, 4).Mcc },
        { "every actual value is the same, or there are no rows", RegressionErrors.Of([0.1, 0.1, 0.1], [1, 2, 3]).R2 },
        { "there are no rows", RegressionErrors.Of([], []).Rmse },
        { "the result is not a finite number", RegressionErrors.Of([1, 2], [double.NaN, 2]).Mae },
        { "a bin is empty", PopulationStability.Psi([0.5, 0.5], [1, 0]) },
        { "the shares do not sum to 1", PopulationStability.Psi([0.5, 0.6], [0.5, 0.5]) },
        { "fewer than two groups can be compared", new ByGroup([Estimate.Of(1)], Estimate.Of(1)).Difference },
        { "the measure is 0 in every group", new ByGroup([Estimate.Of(0), Estimate.Of(0)], Estimate.Of(0)).Ratio },
        { "in a group, no rows", new ByGroup([Estimate.Of(0), Estimate.Unmeasured("no rows")], Estimate.Of(0)).Difference },
        { "not computed", default },
    };

    [Theory]
    [MemberData(nameof(Undefined), DisableDiscoveryEnumeration = true)]
    public void What_is_not_defined_says_why(string reason, Estimate seen)
    {
        Assert.Equal(reason, seen.Reason);
        Assert.Null(seen.Value);
    }

    [Fact]
    public void Spans_of_different_lengths_are_a_broken_promise() =>
        Assert.Throws<ArgumentException>(() => RocAuc.Of([true, false], [0.5]));
}
