using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Statistics.Sketches;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>The numbers, or the dates, of one column.</summary>
/// <param name="k">See <see cref="KllSketch"/>.</param>
internal sealed class NumberSketch(int k)
{
    private const int Bins = 20;

    private static readonly double[] At = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99];

    private readonly Moments _moments = new();
    private readonly KllSketch _quantiles = new(k: k);

    public void Add(ReadOnlySpan<double> numbers)
    {
        _moments.Add(numbers);
        _quantiles.Add(numbers);
    }

    /// <returns>Null without a number.</returns>
    public NumberProfile? Profile()
    {
        if (_moments.Count == 0)
        {
            return null;
        }

        var values = _quantiles.Quantiles(At);
        QuantileValue[] quantiles =
            [new(0, _moments.Min), .. At.Select((at, i) => new QuantileValue(at, values[i])), new(1, _moments.Max)];
        return new NumberProfile(
            _moments.Min, _moments.Max, _moments.Mean, _moments.StandardDeviation, quantiles, _quantiles.RankError, Histogram());
    }

    /// <summary>Bins of equal width between the ends; null where all numbers are the same.</summary>
    private Histogram? Histogram()
    {
        var width = (_moments.Max - _moments.Min) / Bins;
        if (!(width > 0) || !double.IsFinite(width))
        {
            return null;
        }

        double[] edges = [.. Enumerable.Range(0, Bins).Select(bin => _moments.Min + (bin * width)), _moments.Max];
        return new Histogram(edges, _quantiles.Shares(edges));
    }
}
