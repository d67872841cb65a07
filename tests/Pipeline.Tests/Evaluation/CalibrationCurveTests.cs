using ServerlessMlops.Pipeline.Evaluation;
using ServerlessMlops.Statistics.Intervals;

namespace ServerlessMlops.Pipeline.Tests.Evaluation;

public sealed class CalibrationCurveTests
{
    private static readonly Measurements Credit = Evaluator.Measure(Predictions.Credit, 1, 50);

    [Fact]
    public void All_rows_come_first_then_each_group_of_each_attribute()
    {
        Assert.Equal(
            [null, .. Credit.Disparities.Single().Groups.Select(group => group.Group)], Credit.Calibration.Select(curve => curve.Group));
        Assert.Equal(1_114, Credit.Calibration[0].Bins.Sum(bin => bin.N));
        Assert.Equal(1_114, Credit.Calibration.Skip(1).Sum(curve => curve.Bins.Sum(bin => bin.N)));
        Assert.All(Credit.Calibration, curve => Assert.Equal("ece", curve.Error!.Name));
    }

    [Fact]
    public void The_error_is_read_off_the_bins() => Assert.All(Credit.Calibration, curve => Assert.Equal(
        curve.Bins.Sum(bin => bin.N * Math.Abs(bin.MeanPredicted - bin.ObservedShare)) / curve.Bins.Sum(bin => bin.N),
        curve.Error!.Value!.Value, 1e-12));

    [Fact]
    public void What_came_true_has_wilsons_interval() => Assert.All(Credit.Calibration.SelectMany(curve => curve.Bins), bin =>
    {
        var interval = WilsonInterval.Of((long)Math.Round(bin.ObservedShare * bin.N), bin.N);
        Assert.Equal((interval.Lower, interval.Upper), (bin.Lower, bin.Upper));
    });

    [Fact]
    public void Many_classes_are_held_to_their_most_probable_one_and_a_number_has_no_curve()
    {
        var penguins = Evaluator.Measure(Predictions.Penguins, 1, 50);
        Assert.Equal(Predictions.Reference("penguins", "ece"), penguins.Calibration[0].Error!.Value!.Value, 1e-12);
        Assert.Equal(3, penguins.Calibration.Count);
        Assert.Empty(Evaluator.Measure(Predictions.Concrete, 1, 50).Calibration);
    }
}
