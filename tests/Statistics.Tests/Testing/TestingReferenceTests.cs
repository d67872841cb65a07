using System.Text.Json;
using ServerlessMlops.Statistics.Testing;

namespace ServerlessMlops.Statistics.Tests.Testing;

/// <summary>Against scipy; make.py says how the values were made.</summary>
public sealed class TestingReferenceTests
{
    private static readonly JsonElement Values =
        JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Testing", "testing_reference.json"))).RootElement;

    [Fact]
    public void Students_tail_is_scipys() => Assert.All(Values.GetProperty("tails").EnumerateArray(), one =>
        Near(Number(one, "tail"), StudentDistribution.UpperTail(Number(one, "t"), Number(one, "degrees"))));

    [Fact]
    public void Students_quantile_is_scipys() => Assert.All(Values.GetProperty("quantiles").EnumerateArray(), one =>
        Near(Number(one, "t"), StudentDistribution.UpperQuantile(Number(one, "p"), Number(one, "degrees"))));

    [Fact]
    public void Welchs_test_its_interval_and_the_effect_size_are_scipys() => Assert.All(Values.GetProperty("welch").EnumerateArray(), one =>
    {
        SampleMoments first = SampleMoments.Of(Numbers(one, "one")), second = SampleMoments.Of(Numbers(one, "two"));
        var test = WelchTest.Of(first, second)!;
        Near(Number(one, "t"), test.T);
        Near(Number(one, "p"), test.P);
        Near(Number(one, "degrees"), test.Degrees);
        Near(Number(one, "lower90"), test.Interval(0.9).Lower!.Value);
        Near(Number(one, "upper90"), test.Interval(0.9).Upper!.Value);
        Near(Number(one, "effect"), WelchTest.EffectSize(first, second));
    });

    [Fact]
    public void Adjusted_p_values_are_those_of_the_definition()
    {
        var fdr = Values.GetProperty("fdr");
        Assert.All(Numbers(fdr, "adjusted").Zip(BenjaminiHochberg.Adjust(Numbers(fdr, "p"))), pair => Near(pair.First, pair.Second));
    }

    [Fact]
    public void The_documented_examples_hold()
    {
        Assert.Equal(0.036694, StudentDistribution.UpperTail(2, 10), 6);
        Assert.Equal(2.228139, StudentDistribution.UpperQuantile(0.025, 10), 6);
        var test = WelchTest.Of(SampleMoments.Of([1, 2, 3, 4]), SampleMoments.Of([5, 7, 9]))!;
        Assert.Equal((-3.401680, 3.234719, 0.981092), (Math.Round(test.T, 6), Math.Round(test.Degrees, 6), Math.Round(test.P, 6)));
        Assert.Equal([0.04, 0.053333, 0.053333, 0.5], BenjaminiHochberg.Adjust([0.01, 0.04, 0.03, 0.5]).Select(p => Math.Round(p, 6)));
        Assert.Equal(2.333333, SampleMoments.Of([1, 2, 4]).Variance, 6);
    }

    [Fact]
    public void What_is_left_after_taking_a_part_out_is_the_other_part()
    {
        double[] part = [3, 1, 4, 1, 5], rest = [9, 2.5, 6];
        var left = SampleMoments.Of([.. part, .. rest]).Without(SampleMoments.Of(part));
        Near(SampleMoments.Of(rest).Mean, left.Mean);
        Near(SampleMoments.Of(rest).Variance, left.Variance);
        Near(left.Variance, SampleMoments.OfSums(3, rest.Sum(), rest.Sum(x => x * x)).Variance);
    }

    [Fact]
    public void Without_variance_or_with_one_number_there_is_no_test()
    {
        Assert.Null(WelchTest.Of(SampleMoments.Of([1, 1]), SampleMoments.Of([2, 2, 2])));
        Assert.Null(WelchTest.Of(SampleMoments.Of([1]), SampleMoments.Of([2, 3, 2])));
    }

    private static void Near(double expected, double seen) =>
        Assert.True(Math.Abs(seen - expected) <= 1e-9 * Math.Max(1e-6, Math.Abs(expected)), FormattableString.Invariant($"Seen {seen:R}, expected {expected:R}"));

    private static double Number(JsonElement one, string name) => one.GetProperty(name).GetDouble();

    private static double[] Numbers(JsonElement one, string name) => [.. one.GetProperty(name).EnumerateArray().Select(value => value.GetDouble())];
}
