using CsCheck;
using ServerlessMlops.Statistics.Calibration;

namespace ServerlessMlops.Statistics.Tests.Calibration;

public sealed class ReliabilityCurveTests
{
    [Fact]
    public void Equals_scikit_learn_on_credit_risk()
    {
        var curve = ReliabilityCurve.Of(Reference.Bad, Reference.Score);

        Same("share", curve.Bins.Select(bin => bin.PositiveShare));
        Same("mean", curve.Bins.Select(bin => bin.MeanProbability));
        Reference.Same(Reference.Value("calibration", "ece"), curve.ExpectedCalibrationError);
    }

    [Fact]
    public void Every_row_is_in_one_bin_between_its_edges() => Gen.Select(Gen.Int[0, 1000].Array[1, 40], Gen.Int[1, 15]).Sample((thousandths, bins) =>
    {
        double[] probability = [.. thousandths.Select(value => value / 1000.0)];
        var curve = ReliabilityCurve.Of(new bool[probability.Length], probability, bins);

        Assert.Equal(probability.Length, curve.Bins.Sum(bin => bin.N));
        Assert.All(curve.Bins, bin => Assert.Equal(
            probability.Count(value => (value > bin.Lower || (value == 0 && bin.Lower == 0)) && value <= bin.Upper), bin.N));
    });

    [Fact]
    public void Without_rows_nothing_is_measured() => Assert.False(ReliabilityCurve.Of([], []).ExpectedCalibrationError.IsMeasured);

    private static void Same(string name, IEnumerable<double> seen)
    {
        var expected = Reference.Section("calibration").GetProperty(name).EnumerateArray().Select(value => value.GetDouble()).ToArray();
        Assert.Equal(expected.Length, seen.Count());
        foreach (var (want, got) in expected.Zip(seen))
        {
            Reference.Same(want, got);
        }
    }
}
