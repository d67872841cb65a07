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
    private readonly List<Pair> _pairs = [];
    private readonly string? _lack;
    private readonly Dictionary<Pair, BootstrapDistribution> _contrasted = [];

    /// <param name="measures">One or more measures (equalized odds: two), each by group, all of the same resamples; two groups or more each.</param>
    public DisparityInterval(IReadOnlyList<IReadOnlyList<BootstrapDistribution>> measures, Contrast contrast)
    {
        _contrast = contrast;
        _lack = measures.SelectMany(groups => groups).Where(group => !group.IsDegenerate).Select(group => group.Lack)
            .FirstOrDefault(lack => lack is not null);
        if (_lack is null)
        {
            _pairs.AddRange(measures.SelectMany(Pairs).Where(pair => pair.Deviation > 0));
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
        var furthest = Contrasted(_pairs.MaxBy(pair => pair.Gap + (z * pair.Deviation)));
        var nearest = Contrasted(_pairs.MaxBy(pair => pair.Gap - (shared * pair.Deviation)));
        if ((furthest.Lack ?? nearest.Lack) is { } lack)
        {
            return Interval.None(lack);
        }

        var near = Math.Max(0, nearest.BcaEnd(-shared));
        var far = Math.Max(near, furthest.BcaEnd(z));
        var method = string.Create(
            CultureInfo.InvariantCulture,
            $"BCa bootstrap of {(_pairs.Count == 1 ? "the pair that differs most" : $"{_pairs.Count} pairs")}, {furthest.Resamples} resamples");
        return _contrast == Contrast.Difference ? new(near, far, method) : new(Math.Max(0, 1 - far), 1 - near, method);
    }

    /// <summary>The pairs that could be the extreme one.</summary>
    private IEnumerable<Pair> Pairs(IReadOnlyList<BootstrapDistribution> groups)
    {
        BootstrapDistribution[] byPoint = [.. groups.OrderBy(group => group.Point.Value)];
        var lowest = Array.ConvertAll(byPoint, group => group == byPoint[0] || ShareAtLeast(byPoint[0], group) > Plausible);
        var highest = Array.ConvertAll(byPoint, group => group == byPoint[^1] || ShareAtLeast(group, byPoint[^1]) > Plausible);
        for (var low = 0; low < byPoint.Length; low++)
        {
            for (var high = low + 1; high < byPoint.Length; high++)
            {
                if ((lowest[low] && highest[high]) || (lowest[high] && highest[low]))
                {
                    yield return Of(byPoint[low], byPoint[high]);
                }
            }
        }
    }

    /// <summary>Gap and deviation alone: there are many pairs, and only those at the ends are looked at closely.</summary>
    private Pair Of(BootstrapDistribution low, BootstrapDistribution high)
    {
        var smaller = low.Draws;
        var larger = high.Draws;
        double sum = 0, squares = 0, defined = 0, gap = Gap(high.Point.Value!.Value, low.Point.Value!.Value);
        for (var draw = 0; draw < smaller.Length; draw++)
        {
            var away = Gap(larger[draw], smaller[draw]) - gap;
            if (double.IsFinite(away))
            {
                (sum, squares, defined) = (sum + away, squares + (away * away), defined + 1);
            }
        }

        return new(low, high, gap, defined < 2 ? 0 : Math.Sqrt(Math.Max(0, squares - (sum * sum / defined)) / (defined - 1)));
    }

    /// <summary>A difference, or how much of the larger the smaller lacks.</summary>
    private double Gap(double larger, double smaller) => _contrast == Contrast.Difference ? larger - smaller : 1 - (smaller / larger);

    private BootstrapDistribution Contrasted(Pair pair)
    {
        if (!_contrasted.TryGetValue(pair, out var made))
        {
            _contrasted.Add(pair, made = pair.High.With(pair.Low, Gap));
        }

        return made;
    }

    private static double ShareAtLeast(BootstrapDistribution one, BootstrapDistribution other)
    {
        var first = one.Draws;
        var second = other.Draws;
        var atLeast = 0;
        for (var draw = 0; draw < first.Length; draw++)
        {
            atLeast += first[draw] >= second[draw] ? 1 : 0;
        }

        return atLeast / (double)first.Length;
    }

    private readonly record struct Pair(BootstrapDistribution Low, BootstrapDistribution High, double Gap, double Deviation);
}
