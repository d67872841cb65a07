using ServerlessMlops.Statistics.Intervals;

namespace ServerlessMlops.Statistics.Tests.Intervals;

public sealed class IntervalReferenceTests
{
    private static readonly BootstrapDistribution Distribution = new(
        Estimate.Of(Reference.Value("bootstrap", "point")), Numbers("replicates"), 499, Numbers("jackknife"));

    [Fact]
    public void Percentile_equals_scipy_on_the_same_resamples() => Ends("percentile", Distribution.Percentile());

    [Fact]
    public void Bca_equals_scipy_on_the_same_resamples() => Ends("bca", Distribution.Bca());

    [Fact]
    public void Wilson_equals_scipy()
    {
        foreach (var row in Reference.Section("wilson").EnumerateArray())
        {
            var interval = WilsonInterval.Of(row[0].GetInt64(), row[1].GetInt64());
            Reference.Same(row[2].GetDouble(), interval.Lower);
            Reference.Same(row[3].GetDouble(), interval.Upper);
        }
    }

    [Fact]
    public void The_normal_distribution_equals_scipy_to_13_digits_in_both_tails()
    {
        foreach (var row in Reference.Section("normal").EnumerateArray())
        {
            Relative(row[1].GetDouble(), NormalDistribution.Cumulative(row[0].GetDouble()));
        }

        foreach (var row in Reference.Section("quantile").EnumerateArray())
        {
            Relative(row[1].GetDouble(), NormalDistribution.Quantile(row[0].GetDouble()));
        }
    }

    [Fact]
    public void De_long_equals_its_definition_over_all_pairs()
    {
        Reference.Same(Reference.Value("delong", "variance"), DeLong.Variance(Reference.Bad, Reference.Score));

        var paired = DeLong.Compare(Reference.Bad, Reference.Score, Reference.OtherScore)!;
        Reference.Same(Reference.Value("delong", "difference"), paired.Difference);
        Reference.Same(Reference.Value("delong", "z"), paired.Z);
        Relative(Reference.Value("delong", "p"), paired.P, 1e-10);
    }

    private static void Ends(string name, Interval seen)
    {
        var ends = Numbers(name);
        Reference.Same(ends[0], seen.Lower);
        Reference.Same(ends[1], seen.Upper);
    }

    private static void Relative(double expected, double seen, double tolerance = 1e-13) =>
        Assert.True(Math.Abs(seen - expected) <= tolerance * Math.Abs(expected) + 1e-300, $"Seen {seen:R}, expected {expected:R}");

    private static double[] Numbers(string name) =>
        [.. Reference.Section("bootstrap").GetProperty(name).EnumerateArray().Select(value => value.GetDouble())];
}
