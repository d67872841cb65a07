using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Statistics.Intervals;

namespace ServerlessMlops.Pipeline.Evaluation;

/// <summary>One measure to be computed.</summary>
/// <param name="N">Rows that it stands on, e.g. the positive rows for recall.</param>
/// <param name="Successes">For a plain proportion of <paramref name="N"/>: how many; else null.</param>
/// <param name="Unmeasured">Why it will not be measured, known beforehand; else null.</param>
internal sealed record Planned(string Name, bool HigherIsBetter, long N, long? Successes = null, string? Unmeasured = null)
{
    /// <summary>
    /// The value with its BCa interval. Where all resamples agree, as at 20 right of 20, a proportion gets Wilson's interval instead of one
    /// without width; any other measure gets none, and says so.
    /// </summary>
    public Measure Read(BootstrapDistribution distribution)
    {
        if (Unmeasured is not null || !distribution.Point.TryGet(out var value))
        {
            return Measure.Missing(Name, N, HigherIsBetter, Unmeasured ?? distribution.Point.Reason!);
        }

        var interval = distribution.IsDegenerate && Successes is { } successes ? WilsonInterval.Of(successes, N) : distribution.Bca();
        return new(Name, value, interval.Lower, interval.Upper, N, HigherIsBetter) { Interval = interval.Method };
    }
}

/// <summary>Measures that are computed together from how often each row occurs.</summary>
/// <param name="Compute">Fills in one value a planned measure.</param>
internal sealed record MeasureBlock(IReadOnlyList<Planned> Planned, StatisticsOfCounts Compute);
