using ServerlessMlops.Statistics.Drift;

namespace ServerlessMlops.Statistics.Tests.Drift;

public sealed class DriftReferenceTests
{
    private static readonly double[] Young = Numbers("young");
    private static readonly double[] Old = Numbers("old");
    private static readonly double[] NearFirst = [.. Numbers("near").Where((_, row) => row % 3 == 0)];
    private static readonly double[] NearSecond = [.. Numbers("near").Where((_, row) => row % 3 == 1)];

    [Fact]
    public void Kolmogorov_smirnov_equals_scipy_far_and_near()
    {
        var expected = Numbers("ks");
        var far = KolmogorovSmirnov.Of(Young, Old)!;
        var near = KolmogorovSmirnov.Of(NearFirst, NearSecond)!;

        Reference.Same(expected[0], far.D);
        Relative(expected[1], far.P);
        Reference.Same(expected[2], near.D);
        Relative(expected[3], near.P);
    }

    [Fact]
    public void The_wasserstein_distance_equals_scipy()
    {
        var expected = Numbers("wasserstein");
        Reference.Same(expected[0], Distances.Wasserstein(Young, Old));
        Reference.Same(expected[1], Distances.Wasserstein(NearFirst, NearSecond));
    }

    [Fact]
    public void Chi_square_equals_scipy()
    {
        var expected = Numbers("chi_square");
        var test = ChiSquare.Of(HomesOf(0), HomesOf(1))!;

        Reference.Same(expected[0], test.Statistic);
        Assert.Equal(expected[1], test.DegreesOfFreedom);
        Relative(expected[2], test.P);
    }

    [Fact]
    public void Tails_of_chi_square_equal_scipy_for_few_and_many_degrees_of_freedom()
    {
        foreach (var row in Reference.Section("drift").GetProperty("chi_square_tails").EnumerateArray())
        {
            Relative(row[2].GetDouble(), ChiSquare.Survival(row[0].GetDouble(), row[1].GetInt32()));
        }
    }

    [Fact]
    public void The_jensen_shannon_distance_equals_scipy() => Reference.Same(
        Reference.Value("drift", "jensen_shannon"),
        Distances.JensenShannon([.. HomesOf(0).Select(rows => (double)rows)], [.. HomesOf(1).Select(rows => (double)rows)]));

    [Fact]
    public void A_sample_does_not_drift_from_itself()
    {
        Assert.Equal((0, 1), (KolmogorovSmirnov.Of(Old, Old)!.D, KolmogorovSmirnov.Of(Old, Old)!.P));
        Assert.Equal(0, Distances.Wasserstein(Old, Old).Value);
        Assert.Equal((0, 1), (ChiSquare.Of([5, 7], [5, 7])!.Statistic, ChiSquare.Of([5, 7], [5, 7])!.P));
    }

    [Fact]
    public void Without_rows_or_with_one_category_there_is_no_test()
    {
        Assert.Null(KolmogorovSmirnov.Of([], [1]));
        Assert.Null(KolmogorovSmirnov.Of([double.NaN], [1]));
        Assert.Null(ChiSquare.Of([0, 0], [1, 2]));
        Assert.Null(ChiSquare.Of([4, 0], [9, 0]));
        Assert.False(Distances.Wasserstein([], [1]).IsMeasured);
    }

    private static void Relative(double expected, double seen) =>
        Assert.True(Math.Abs(seen - expected) <= 1e-10 * expected, $"Seen {seen:R}, expected {expected:R}");

    private static double[] Numbers(string name) =>
        [.. Reference.Section("drift").GetProperty(name).EnumerateArray().Select(value => value.GetDouble())];

    private static long[] HomesOf(int half) =>
        [.. Reference.Section("drift").GetProperty("counts")[half].EnumerateArray().Select(value => value.GetInt64())];
}
