using ServerlessMlops.Learning.Trees;

namespace ServerlessMlops.Learning.Tests.Trees;

public sealed class GaussLegendreTests
{
    [Fact]
    public void Two_points_are_those_of_the_worked_example()
    {
        var rule = GaussLegendre.Of(2);
        Assert.Equal([0.5 - (Math.Sqrt(3) / 6), 0.5 + (Math.Sqrt(3) / 6)], rule.Points, (a, b) => Math.Abs(a - b) < 1e-15);
        Assert.Equal([0.5, 0.5], rule.Weights, (a, b) => Math.Abs(a - b) < 1e-15);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(64)]
    [InlineData(512)]
    public void Polynomials_of_degree_up_to_twice_the_points_less_one_are_exact(int count)
    {
        var rule = GaussLegendre.Of(count);
        for (var degree = 0; degree < 2 * count; degree++)
        {
            var seen = rule.Points.Zip(rule.Weights, (point, weight) => weight * Math.Pow(point, degree)).Sum();
            Assert.Equal(1.0 / (degree + 1), seen, 1e-14);
        }

    }
}
