using System.Globalization;

namespace ServerlessMlops.Statistics.Intervals;

/// <summary>One statistic's values over the resamples, and the interval that they give.</summary>
public sealed class BootstrapDistribution
{
    /// <summary>With a smaller share of resamples in which the statistic is defined, no interval is given.</summary>
    public const double LeastDefined = 0.95;

    private readonly double[] _replicates;
    private readonly int _resamples;
    private readonly double _acceleration;

    /// <param name="point">The statistic of the sample itself.</param>
    /// <param name="replicates">Its values in the resamples where it was defined, in any order.</param>
    /// <param name="resamples">All resamples.</param>
    /// <param name="jackknife">Its values with one row left out.</param>
    /// <param name="share">The share of rows that were left out in turn, in (0, 1].</param>
    public BootstrapDistribution(
        Estimate point, IEnumerable<double> replicates, int resamples, IReadOnlyList<double> jackknife, double share = 1)
    {
        Point = point;
        _replicates = [.. replicates.Order()];
        _resamples = resamples;
        _acceleration = Acceleration(jackknife, share);
    }

    public Estimate Point { get; }

    /// <summary>Every resample gave the same value, so that resampling says nothing about its spread.</summary>
    public bool IsDegenerate => _replicates.Length > 0 && _replicates[0] == _replicates[^1];

    /// <summary>The 2.5 % and 97.5 % quantiles of the resamples.</summary>
    public Interval Percentile() => Absent() ?? Between(Tail, 1 - Tail, "percentile");

    /// <summary>
    /// The same corrected for bias and acceleration: quantiles at Φ(z₀ + (z₀ ± z) ÷ (1 − a(z₀ ± z))), z₀ from the share of resamples below
    /// the sample's value (ties half), a = Σ dᵢ³ ÷ 6(Σ dᵢ²)^1.5 over the jackknife's differences.
    /// </summary>
    /// <returns>Within the statistic's own range; the percentile interval where every resample lies on one side of the value.</returns>
    /// <remarks>Source: Efron, J. Am. Stat. Assoc. 82 (1987) 171–185; the numbers equal scipy.stats.bootstrap's on the same resamples.</remarks>
    public Interval Bca()
    {
        if (Absent() is { } none)
        {
            return none;
        }

        Point.TryGet(out var value);
        var below = (_replicates.Count(replicate => replicate < value) + _replicates.Count(replicate => replicate <= value)) / 2.0;
        var bias = NormalDistribution.Quantile(below / _replicates.Length);
        return double.IsFinite(bias) ? Between(Corrected(bias, -Interval.Z), Corrected(bias, Interval.Z), "BCa") : Percentile();
    }

    private const double Tail = (1 - Interval.Level) / 2;

    private double Corrected(double bias, double z) =>
        NormalDistribution.Cumulative(bias + ((bias + z) / (1 - (_acceleration * (bias + z)))));

    private Interval? Absent()
    {
        if (!Point.IsMeasured)
        {
            return Interval.None(Point.Reason!);
        }

        if (_replicates.Length < LeastDefined * _resamples)
        {
            return Interval.None(string.Create(
                CultureInfo.InvariantCulture, $"undefined in {_resamples - _replicates.Length} of {_resamples} resamples"));
        }

        return IsDegenerate ? Interval.None("every resample gave the same value") : null;
    }

    private Interval Between(double lower, double upper, string method) => new(
        Quantile(lower), Quantile(upper), string.Create(CultureInfo.InvariantCulture, $"{method} bootstrap, {_resamples} resamples"));

    /// <summary>Linear between order statistics, as numpy's percentile.</summary>
    private double Quantile(double p)
    {
        var place = p * (_replicates.Length - 1);
        var index = (int)Math.Min(place, _replicates.Length - 2);
        return _replicates[index] + ((place - index) * (_replicates[index + 1] - _replicates[index]));
    }

    private static double Acceleration(IReadOnlyList<double> jackknife, double share)
    {
        if (jackknife.Count == 0)
        {
            return 0;
        }

        var mean = jackknife.Average();
        double squares = 0, cubes = 0;
        foreach (var value in jackknife)
        {
            var difference = mean - value;
            squares += difference * difference;
            cubes += difference * difference * difference;
        }

        // Both sums grow with the rows left out, so a share of them overstates a by 1/√share.
        return squares > 0 ? cubes / (6 * Math.Pow(squares, 1.5)) * Math.Sqrt(share) : 0;
    }
}
