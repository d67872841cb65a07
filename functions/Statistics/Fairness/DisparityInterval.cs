using System.Globalization;
using ServerlessMlops.Statistics.Intervals;

namespace ServerlessMlops.Statistics.Fairness;

/// <summary>How two groups are set against each other.</summary>
public enum Contrast
{
    /// <summary>Larger − smaller.</summary>
    Difference,

    /// <summary>Smaller ÷ larger.</summary>
    Ratio,
}

/// <summary>
/// The interval of the largest disparity over all pairs of groups. A largest minus a smallest cannot be resampled as it stands: it is never below 0,
/// so its resamples lie above it, and their quantiles hold the truth far too seldom. Each pair's signed contrast can.
/// </summary>
/// <remarks>
/// The far end, away from equality, is the BCa end of the pair that reaches furthest: the pair that truly differs most lies beyond its own end no
/// more often than stated, so a gate on the far end passes no more often than stated. The near end, towards equality, is Bonferroni's: the tail
/// is shared out among the m pairs that could be the largest, since the sample picked one of them; it stops at equality. Exact for two groups,
/// wider than stated for several alike. A pair could be the largest where each of its groups is beyond the sample's extreme one in more than
/// 2.5 % of the resamples. See docs/decisions/0500.
/// </remarks>
public sealed class DisparityInterval
{
    private const double Plausible = 0.025;

    private readonly Contrast _contrast;
    private readonly List<BootstrapDistribution> _pairs = [];
    private readonly string? _lack;

    /// <param name="measures">One or more measures (equalized odds: two), each by group, all of the same resamples; two groups or more each.</param>
    public DisparityInterval(IReadOnlyList<IReadOnlyList<BootstrapDistribution>> measures, Contrast contrast)
    {
        _contrast = contrast;
        _lack = measures.SelectMany(groups => groups).Select(group => group.IsDegenerate ? null : group.Lack).FirstOrDefault(lack => lack is not null);
        if (_lack is null)
        {
            _pairs.AddRange(measures.SelectMany(Pairs).Where(pair => pair.Lack is null));
            _lack = _pairs.Count == 0 ? "every resample gave the same value" : null;
        }
    }

    /// <summary>How many pairs could be the one that differs most.</summary>
    public int Candidates => _pairs.Count;

    /// <returns>Within [0, ∞) for a difference, [0, 1] for a ratio.</returns>
    public Interval At(double level)
    {
        if (_lack is not null)
        {
            return Interval.None(_lack);
        }

        double z = Interval.ZOf(level), shared = Interval.ZOf(1 - ((1 - level) / _pairs.Count));
        var spread = _pairs.Select(pair => (Pair: pair, Gap: pair.Point.Value!.Value, Deviation: pair.Deviation())).ToArray();
        var far = spread.MaxBy(pair => pair.Gap + (z * pair.Deviation)).Pair.BcaEnd(z);
        var near = Math.Max(0, spread.MaxBy(pair => pair.Gap - (shared * pair.Deviation)).Pair.BcaEnd(-shared));
        far = Math.Max(far, near);
        return _contrast == Contrast.Difference ? new(near, far, Method) : new(Math.Max(0, 1 - far), 1 - near, Method);
    }

    private string Method => string.Create(
        CultureInfo.InvariantCulture, $"BCa bootstrap of {(_pairs.Count == 1 ? "the pair that differs most" : $"{_pairs.Count} pairs")}, {_pairs[0].Resamples} resamples");

    /// <summary>The signed contrasts of pairs that could be the extreme one: a difference, or how much of the larger the smaller lacks.</summary>
    private IEnumerable<BootstrapDistribution> Pairs(IReadOnlyList<BootstrapDistribution> groups)
    {
        BootstrapDistribution[] byPoint = [.. groups.OrderBy(group => group.Point.Value)];
        var lowest = byPoint.Where(group => group == byPoint[0] || byPoint[0].ShareAtLeast(group) > Plausible).ToArray();
        var highest = byPoint.Where(group => group == byPoint[^1] || group.ShareAtLeast(byPoint[^1]) > Plausible).ToArray();
        return from one in Enumerable.Range(0, byPoint.Length)
               from other in Enumerable.Range(one + 1, byPoint.Length - one - 1)
               let low = byPoint[one]
               let high = byPoint[other]
               where (lowest.Contains(low) && highest.Contains(high)) || (lowest.Contains(high) && highest.Contains(low))
               select high.With(low, _contrast == Contrast.Difference ? (larger, smaller) => larger - smaller : (larger, smaller) => 1 - (smaller / larger));
    }
}
