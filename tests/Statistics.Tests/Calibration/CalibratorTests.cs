using CsCheck;
using ServerlessMlops.Statistics.Calibration;

namespace ServerlessMlops.Statistics.Tests.Calibration;

public sealed class CalibratorTests
{
    [Fact]
    public void Platts_line_is_that_of_scipys_minimum()
    {
        var line = PlattScaling.Fit(Reference.Score, Reference.Bad)!;
        Assert.Equal(Reference.Value("calibrators", "slope"), line.Slope, 1e-9);
        Assert.Equal(Reference.Value("calibrators", "offset"), line.Offset, 1e-9);
    }

    [Fact]
    public void The_isotonic_curve_is_that_of_scikit_learn()
    {
        var curve = IsotonicCurve.Fit(Reference.Score, Array.ConvertAll(Reference.Bad, bad => bad ? 1.0 : 0.0))!;
        var expected = Reference.Section("calibrators");
        foreach (var (at, value) in expected.GetProperty("at").EnumerateArray().Zip(expected.GetProperty("isotonic").EnumerateArray()))
        {
            Assert.Equal(value.GetDouble(), curve.At(at.GetDouble()), 1e-12);
        }
    }

    [Fact]
    public void The_reach_is_numpys_quantile()
    {
        var errors = Reference.Score.Zip(Reference.Bad, (score, bad) => Math.Abs((bad ? 1 : 0) - score)).ToArray();
        Reference.Same(Reference.Value("calibrators", "reach_90"), SplitConformal.Reach(errors, 0.9));
    }

    [Fact]
    public void A_separable_sample_has_a_finite_line_and_probabilities_within_0_and_1()
    {
        var line = PlattScaling.Fit([-1000, -999, 999, 1000], [false, false, true, true])!;
        Assert.True(double.IsFinite(line.Slope) && double.IsFinite(line.Offset));
        Assert.All(new[] { -1e6, 0, 1e6 }, score => Assert.InRange(line.Probability(score), 0, 1));
    }

    [Fact]
    public void One_class_has_no_line() => Assert.Null(PlattScaling.Fit([1, 2], [true, true]));

    [Fact]
    public void An_isotonic_curve_never_falls_and_keeps_the_mean() =>
        Gen.Select(Gen.Int[-5, 5].Array[1, 60], Gen.Bool.Array[60, 60]).Sample((scores, hits) =>
        {
            var at = Array.ConvertAll(scores, score => (double)score);
            var values = scores.Select((_, i) => hits[i] ? 1.0 : 0.0).ToArray();
            var curve = IsotonicCurve.Fit(at, values)!;
            Assert.All(curve.Values.Zip(curve.Values.Skip(1)), pair => Assert.True(pair.First <= pair.Second));
            Assert.Equal(values.Average(), at.Average(curve.At), 1e-9);
        });

    [Fact]
    public void A_reach_covers_new_rows_with_at_least_its_chance_on_average()
    {
        var (covered, all) = (0L, 0L);
        for (var seed = 0; seed < 400; seed++)
        {
            var random = new Random(seed);
            var errors = Enumerable.Range(0, 40).Select(_ => random.NextDouble()).ToArray();
            var reach = SplitConformal.Reach(errors.AsSpan(0, 39), 0.9).Value!.Value;
            covered += errors[39] <= reach ? 1 : 0;
            all++;
        }

        Assert.InRange(covered / (double)all, 0.86, 0.94);
    }

    [Fact]
    public void Too_few_rows_reach_nothing() => Assert.False(SplitConformal.Reach([0.1, 0.2], 0.9).IsMeasured);
}
