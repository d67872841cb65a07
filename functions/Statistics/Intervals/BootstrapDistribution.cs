using System.Globalization;

namespace ServerlessMlops.Statistics.Intervals;

/// <summary>One statistic's values over the resamples, and the intervals that they give.</summary>
public sealed class BootstrapDistribution
{
    /// <summary>With a smaller share of resamples in which the statistic is defined, no interval is given.</summary>
    public const double LeastDefined = 0.95;

    /// <summary>By resample and by row left out; NaN where undefined, and nowhere beyond this class.</summary>
    private readonly double[] _draws;
    private readonly double[] _leftOut;

    private readonly int _resamples;
    private readonly double _share;
    private readonly Lazy<double[]> _sorted;
    private readonly Lazy<(int Defined, double Least, double Most)> _spread;
    private readonly Lazy<(double Bias, double Acceleration)> _correction;

    /// <param name="point">The statistic of the sample itself.</param>
    /// <param name="replicates">Its values in the resamples, NaN where it is undefined; or only those where it is defined.</param>
    /// <param name="resamples">All resamples.</param>
    /// <param name="jackknife">Its values with one row left out, likewise.</param>
    /// <param name="share">The share of rows that were left out in turn, in (0, 1].</param>
    public BootstrapDistribution(
        Estimate point, IEnumerable<double> replicates, int resamples, IEnumerable<double> jackknife, double share = 1)
    {
        Point = point;
        (_draws, _leftOut, _resamples, _share) = ([.. replicates], [.. jackknife], resamples, share);
        _sorted = new(() => [.. _draws.Where(double.IsFinite).Order()]);
        _spread = new(Spread);
        _correction = new(() => (Bias(), Acceleration()));
    }

    public Estimate Point { get; }

    /// <summary>Every resample gave the same value, so that resampling says nothing about its spread.</summary>
    public bool IsDegenerate => _spread.Value is { Defined: > 0 } seen && seen.Least == seen.Most;

    public int Resamples => _resamples;

    /// <summary>Why there is no interval; null where there is one.</summary>
    public string? Lack => !Point.IsMeasured ? Point.Reason
        : _spread.Value.Defined < LeastDefined * _resamples
            ? string.Create(CultureInfo.InvariantCulture, $"undefined in {_resamples - _spread.Value.Defined} of {_resamples} resamples")
            : IsDegenerate ? "every resample gave the same value" : null;

    private double[] Sorted => _sorted.Value;

    /// <summary>The quantiles of the resamples: 2.5 % and 97.5 % at 95 %.</summary>
    public Interval Percentile(double level = Interval.Level) => Lack is { } lack
        ? Interval.None(lack)
        : new(Quantile((1 - level) / 2), Quantile((1 + level) / 2), Method("percentile"));

    /// <summary>
    /// The same corrected for bias and acceleration: quantiles at Φ(z₀ + (z₀ ± z) ÷ (1 − a(z₀ ± z))), z₀ from the share of resamples below
    /// the sample's value (ties half), a = Σ dᵢ³ ÷ 6(Σ dᵢ²)^1.5 over the jackknife's differences.
    /// </summary>
    /// <returns>Within the statistic's own range; the percentile interval where every resample lies on one side of the value.</returns>
    /// <remarks>Source: Efron, J. Am. Stat. Assoc. 82 (1987) 171–185; the numbers equal scipy.stats.bootstrap's on the same resamples.</remarks>
    public Interval Bca(double level = Interval.Level) => Lack is { } lack ? Interval.None(lack)
        : !double.IsFinite(_correction.Value.Bias) ? Percentile(level)
        : new(BcaEnd(-Interval.ZOf(level)), BcaEnd(Interval.ZOf(level)), Method("BCa"));

    /// <summary>One end alone, z standard errors from the middle: the 2.5 % end at −1.959964.</summary>
    /// <exception cref="InvalidOperationException">There is no interval: see <see cref="Lack"/>.</exception>
    public double BcaEnd(double z)
    {
        if (Lack is { } lack)
        {
            throw new InvalidOperationException($"There is no end of an interval: {lack}.");
        }

        var (bias, acceleration) = _correction.Value;
        if (!double.IsFinite(bias))
        {
            return Quantile(NormalDistribution.Cumulative(z));
        }

        var shrink = 1 - (acceleration * (bias + z));
        return Quantile(shrink > 0 ? NormalDistribution.Cumulative(bias + ((bias + z) / shrink)) : z > 0 ? 1 : 0);
    }

    /// <summary>By resample; NaN where undefined.</summary>
    internal ReadOnlySpan<double> Draws => _draws;

    /// <summary>A statistic made of two of the same resamples, e.g. their difference.</summary>
    /// <exception cref="ArgumentException">The two are not of the same resamples.</exception>
    public BootstrapDistribution With(BootstrapDistribution other, Func<double, double, double> combine)
    {
        if (_draws.Length != other._draws.Length || _leftOut.Length != other._leftOut.Length)
        {
            throw new ArgumentException($"Seen {other._draws.Length} resamples; expected the same {_draws.Length}.", nameof(other));
        }

        var point = !Point.TryGet(out var one) ? Point : other.Point.TryGet(out var two) ? Estimate.Of(combine(one, two)) : other.Point;
        return new(point, _draws.Zip(other._draws, combine), _resamples, _leftOut.Zip(other._leftOut, combine), _share);
    }

    private (int Defined, double Least, double Most) Spread()
    {
        var (defined, least, most) = (0, double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in _draws)
        {
            if (double.IsFinite(value))
            {
                (defined, least, most) = (defined + 1, Math.Min(least, value), Math.Max(most, value));
            }
        }

        return (defined, least, most);
    }

    private string Method(string name) => string.Create(CultureInfo.InvariantCulture, $"{name} bootstrap, {_resamples} resamples");

    private double Bias()
    {
        Point.TryGet(out var value);
        var below = (Sorted.Count(replicate => replicate < value) + Sorted.Count(replicate => replicate <= value)) / 2.0;
        return NormalDistribution.Quantile(below / Sorted.Length);
    }

    /// <summary>Linear between order statistics, as numpy's percentile.</summary>
    private double Quantile(double p)
    {
        var place = p * (Sorted.Length - 1);
        var index = (int)Math.Min(place, Sorted.Length - 2);
        return Sorted[index] + ((place - index) * (Sorted[index + 1] - Sorted[index]));
    }

    private double Acceleration()
    {
        double[] measured = [.. _leftOut.Where(double.IsFinite)];
        if (measured.Length == 0)
        {
            return 0;
        }

        var mean = measured.Average();
        double squares = 0, cubes = 0;
        foreach (var value in measured)
        {
            var difference = mean - value;
            squares += difference * difference;
            cubes += difference * difference * difference;
        }

        // Both sums grow with the rows left out, so a share of them overstates a by 1/√share.
        return squares > 0 ? cubes / (6 * Math.Pow(squares, 1.5)) * Math.Sqrt(_share) : 0;
    }
}
