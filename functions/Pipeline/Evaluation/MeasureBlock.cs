using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Statistics;
using ServerlessMlops.Statistics.Intervals;

namespace ServerlessMlops.Pipeline.Evaluation;

/// <summary>One measure to be computed.</summary>
/// <param name="N">Rows that it stands on, e.g. the positive rows for recall.</param>
/// <param name="Successes">For a plain proportion of <paramref name="N"/>: how many; its interval is Wilson's. Else null.</param>
/// <param name="Unmeasured">Why it will not be measured, known beforehand; else null.</param>
internal sealed record Planned(string Name, bool HigherIsBetter, long N, long? Successes = null, string? Unmeasured = null)
{
    /// <summary>The interval at a level where there is a formula for it; null where it is resampled.</summary>
    public Func<double, Interval>? Closed { get; init; }

    /// <summary>Whether its interval takes resamples.</summary>
    public bool IsResampled => Unmeasured is null && Closed is null && Successes is null;

    /// <summary>The value with its BCa interval, or that of a formula.</summary>
    public Measure Read(BootstrapDistribution distribution) => Read(distribution.Point, distribution.Bca);

    /// <param name="resampled">The interval at a level, where there is no formula for it.</param>
    public Measure Read(Estimate point, Func<double, Interval> resampled)
    {
        if (Unmeasured is not null || !point.TryGet(out var value))
        {
            return Measure.Missing(Name, N, HigherIsBetter, Unmeasured ?? point.Reason!);
        }

        var at = Successes is { } successes ? level => WilsonInterval.Of(successes, N, level) : Closed ?? resampled;
        var interval = at(Interval.Level);
        return new(Name, value, interval.Lower, interval.Upper, N, HigherIsBetter)
        {
            Interval = interval.Method,
            Bounds = interval.Lower is null ? null : [.. Measure.BoundLevels.Select(level => Bounded(level, at(level)))],
        };
    }

    private static Bounds Bounded(double level, Interval interval) => new(level, interval.Lower!.Value, interval.Upper!.Value);
}

/// <summary>Measures that are computed together from how often each row occurs.</summary>
/// <param name="Compute">Fills in one value a planned measure.</param>
internal sealed record MeasureBlock(IReadOnlyList<Planned> Planned, StatisticsOfCounts Compute)
{
    private readonly Func<Func<Planned, bool>, MeasureBlock>? _only;

    private MeasureBlock(IReadOnlyList<Planned> planned, StatisticsOfCounts compute, Func<Func<Planned, bool>, MeasureBlock> only)
        : this(planned, compute) => _only = only;

    /// <summary>Makes one pass over the rows for all measures, each of which is then read off what was summed up.</summary>
    public static MeasureBlock Of<T>(Func<ReadOnlySpan<int>, T> tally, params (Planned Planned, Func<T, Estimate> Read)[] measures)
        where T : allows ref struct => new(
            [.. measures.Select(measure => measure.Planned)],
            (counts, values) =>
            {
                var tallied = tally(counts);
                for (var index = 0; index < measures.Length; index++)
                {
                    values[index] = measures[index].Read(tallied);
                }
            },
            keep => Of(tally, [.. measures.Where(measure => keep(measure.Planned))]));

    /// <summary>Only some of the measures, at the cost of only those.</summary>
    public MeasureBlock Only(Func<Planned, bool> keep)
    {
        if (_only is not null)
        {
            return _only(keep);
        }

        int[] kept = [.. Enumerable.Range(0, Planned.Count).Where(index => keep(Planned[index]))];
        return new([.. kept.Select(index => Planned[index])], (counts, values) =>
        {
            var all = new Estimate[Planned.Count];
            Compute(counts, all);
            for (var index = 0; index < kept.Length; index++)
            {
                values[index] = all[kept[index]];
            }
        });
    }

    /// <summary>The measures of the rows themselves.</summary>
    public Estimate[] Points(int rows)
    {
        var values = new Estimate[Planned.Count];
        Compute(Counts.Ones(rows), values);
        return values;
    }
}
