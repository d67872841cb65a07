using ServerlessMlops.Pipeline.Training;
using ServerlessMlops.Pipeline.Training.Search;

namespace ServerlessMlops.Pipeline.Tests.Training.Search;

public class TreeParzenTests
{
    /// <summary>
    /// scipy.stats: (1 + truncnorm.pdf(x, -0.25/w, 0.75/w, loc=0.25, scale=w)) / 2 with w = 0.75, and for two points 0.2 and 0.3 with the widths
    /// 0.25 (the least, 1/4) and 0.7: (1 + truncnorm(0.2) + truncnorm(0.3)) / 3.
    /// </summary>
    [Theory]
    [InlineData(new[] { 0.25 }, 0.25, 1.0635931)]
    [InlineData(new[] { 0.25 }, 1.0, 0.8418365)]
    [InlineData(new[] { 0.2, 0.3 }, 0.2, 1.3795567)]
    [InlineData(new[] { 0.2, 0.3 }, 0.9, 0.6061249)]
    public void The_density_is_that_of_the_definition(double[] points, double at, double expected) =>
        Assert.Equal(expected, new ParzenDensity(points).At(at), 1e-6);

    [Fact]
    public void A_density_is_one_in_all_and_its_draws_follow_it()
    {
        var density = new ParzenDensity([0.02, 0.1, 0.85]);
        double Mass(double from, double to) => Enumerable.Range(0, 1000).Sum(i => density.At(from + ((i + 0.5) / 1000 * (to - from)))) / 1000 * (to - from);
        Assert.Equal(1, Mass(0, 1), 1e-5);
        var shuffle = new SeededShuffle(5);
        double[] draws = [.. Enumerable.Range(0, 20_000).Select(_ => density.Draw(() => (shuffle.Next() >> 11) * (1.0 / (1UL << 53))))];
        Assert.All(draws, draw => Assert.InRange(draw, 0, 1));
        for (var bin = 0; bin < 10; bin++)
        {
            var share = draws.Count(draw => draw >= bin / 10.0 && draw < (bin + 1) / 10.0) / 20_000.0;
            Assert.Equal(Mass(bin / 10.0, (bin + 1) / 10.0), share, 0.012);
        }
    }

    /// <summary>A bowl in five dimensions, of which two matter: chance needs many more points to come as near.</summary>
    [Fact]
    public void It_finds_a_lower_place_than_chance_with_as_many_trials()
    {
        static double Bowl(double[] x) => Math.Pow(x[0] - 0.3, 2) + Math.Pow(x[3] - 0.8, 2) + (0.01 * x[1]);
        var lower = 0;
        for (var seed = 0; seed < 20; seed++)
        {
            lower += Least(seed, informed: true, Bowl) < Least(seed, informed: false, Bowl) ? 1 : 0;
        }

        Assert.True(lower >= 16, $"Lower than chance for {lower} seeds of 20.");
    }

    private static double Least(int seed, bool informed, Func<double[], double> loss)
    {
        var shuffle = new SeededShuffle(seed);
        var seen = new List<Tried>();
        for (var trial = 0; trial < 60; trial++)
        {
            var point = TreeParzen.Propose(informed ? seen : [], 5, () => (shuffle.Next() >> 11) * (1.0 / (1UL << 53)));
            seen.Add(new(point, loss(point)));
        }

        return seen.Min(tried => tried.Loss);
    }
}
