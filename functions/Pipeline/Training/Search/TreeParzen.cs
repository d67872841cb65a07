using ServerlessMlops.Statistics.Intervals;

namespace ServerlessMlops.Pipeline.Training.Search;

/// <summary>A point that was tried.</summary>
/// <param name="Point">One number in [0, 1] a dimension.</param>
/// <param name="Loss">The smaller the better.</param>
internal sealed record Tried(double[] Point, double Loss);

/// <summary>The tree-structured Parzen estimator: where good points are dense and bad ones are not.</summary>
/// <remarks>
/// Bergstra, Bardenet, Bengio, Kégl, "Algorithms for Hyper-Parameter Optimization" (2011), section 4. The best tenth of the points, at most 25, give
/// the density l, the others g, each dimension by itself. Of 24 points drawn from l the one of the largest l/g is proposed. Until 10 points were
/// tried, proposals are uniform.
/// </remarks>
internal static class TreeParzen
{
    private const int UniformAtFirst = 10;
    private const int Draws = 24;
    private const int MostGood = 25;

    /// <param name="seen">In the order of trial.</param>
    /// <param name="uniform">Draws from [0, 1).</param>
    /// <returns>One number in [0, 1] a dimension.</returns>
    public static double[] Propose(IReadOnlyList<Tried> seen, int dimensions, Func<double> uniform)
    {
        if (seen.Count < UniformAtFirst)
        {
            return Draw(dimensions, _ => uniform());
        }

        var ranked = seen.OrderBy(tried => tried.Loss).ToArray();
        var count = Math.Min(MostGood, (int)Math.Ceiling(0.1 * ranked.Length));
        ParzenDensity[] Densities(IEnumerable<Tried> points) =>
            [.. Enumerable.Range(0, dimensions).Select(dimension => new ParzenDensity([.. points.Select(tried => tried.Point[dimension])]))];
        var good = Densities(ranked.Take(count));
        var bad = Densities(ranked.Skip(count));
        double Promise(double[] point) =>
            Enumerable.Range(0, dimensions).Sum(i => Math.Log(good[i].At(point[i])) - Math.Log(bad[i].At(point[i])));
        return Enumerable.Range(0, Draws)
            .Select(_ => Draw(dimensions, dimension => good[dimension].Draw(uniform)))
            .ToArray()
            .MaxBy(Promise)!;
    }

    private static double[] Draw(int dimensions, Func<int, double> value) => [.. Enumerable.Range(0, dimensions).Select(value)];
}

/// <summary>A mixture on [0, 1]: a truncated normal round each point, and one uniform part, all of equal weight.</summary>
/// <remarks>
/// A point's width is the wider of the gaps to its neighbours (the ends of the range count as neighbours), not below 1/min(100, n + 2).
/// With the one point 0.25 its width is 0.75, and the density there is (1 + 0.5319/(Φ(1) − Φ(−1/3)))/2 = 1.0636.
/// </remarks>
internal sealed class ParzenDensity
{
    private readonly double[] _centres;
    private readonly double[] _widths;

    public ParzenDensity(double[] points)
    {
        _centres = [.. points.Order()];
        var least = 1.0 / Math.Min(100, points.Length + 2);
        _widths = [.. _centres.Select((centre, i) =>
        {
            var below = centre - (i == 0 ? 0 : _centres[i - 1]);
            var above = (i == _centres.Length - 1 ? 1 : _centres[i + 1]) - centre;
            return Math.Max(least, Math.Max(below, above));
        })];
    }

    public double At(double value)
    {
        var sum = 1.0;
        for (var i = 0; i < _centres.Length; i++)
        {
            var z = (value - _centres[i]) / _widths[i];
            sum += Math.Exp(-z * z / 2) / (Math.Sqrt(2 * Math.PI) * _widths[i] * (Below(1, i) - Below(0, i)));
        }

        return sum / (_centres.Length + 1);
    }

    public double Draw(Func<double> uniform)
    {
        var part = (int)(uniform() * (_centres.Length + 1));
        if (part == _centres.Length)
        {
            return uniform();
        }

        var share = Below(0, part) + (uniform() * (Below(1, part) - Below(0, part)));
        return Math.Clamp(_centres[part] + (_widths[part] * NormalDistribution.Quantile(share)), 0, 1);
    }

    private double Below(double end, int part) => NormalDistribution.Cumulative((end - _centres[part]) / _widths[part]);
}
