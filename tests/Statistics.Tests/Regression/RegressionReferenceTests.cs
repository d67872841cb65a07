using ServerlessMlops.Statistics.Regression;

namespace ServerlessMlops.Statistics.Tests.Regression;

public sealed class RegressionReferenceTests
{
    private static readonly RegressionErrors Errors = RegressionErrors.Of(Reference.Strength, Reference.PredictedStrength);

    public static TheoryData<string, Estimate> Measures => new()
    {
        { "rmse", Errors.Rmse },
        { "mae", Errors.Mae },
        { "r2", Errors.R2 },
        { "mean_error", Errors.MeanError },
        { "pinball_0.1", PinballLoss.Of(Reference.Strength, Reference.PredictedStrength, 0.1) },
        { "pinball_0.9", PinballLoss.Of(Reference.Strength, Reference.PredictedStrength, 0.9) },
    };

    [Theory]
    [MemberData(nameof(Measures), DisableDiscoveryEnumeration = true)]
    public void Equals_scikit_learn_on_concrete(string name, Estimate seen) => Reference.Same(Reference.Value("concrete", name), seen);

    [Fact]
    public void R2_keeps_its_digits_far_from_zero()
    {
        double[] actual = [1e9 + 1, 1e9 + 2, 1e9 + 3, 1e9 + 4];
        double[] predicted = [1e9 + 1.5, 1e9 + 2, 1e9 + 3, 1e9 + 4];

        Assert.Equal(0.95, RegressionErrors.Of(actual, predicted).R2.Value!.Value, 12);
    }
}
