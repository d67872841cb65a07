using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Statistics.Intervals;

namespace ServerlessMlops.Pipeline.Policy;

/// <summary>The interval that a gate is decided on, at its own level.</summary>
internal sealed record GateInterval(double Lower, double Upper)
{
    public const double DefaultLevel = 0.95;

    /// <summary>Levels that a gate may ask for: those at which intervals are kept.</summary>
    public static readonly IReadOnlyList<double> Levels = [.. Measure.BoundLevels.Append(DefaultLevel).Order()];

    /// <returns>Null where the measure has no interval at that level.</returns>
    public static GateInterval? Of(Measure measure, double level, bool isPaired)
    {
        var kept = level.Equals(DefaultLevel) && measure is { Lower: { } lower, Upper: { } upper }
            ? new Bounds(level, lower, upper)
            : measure.Bounds?.FirstOrDefault(bounds => bounds.Level.Equals(level));
        return kept is not null ? new(kept.Lower, kept.Upper) : Unvarying(measure, level, isPaired);
    }

    /// <summary>
    /// Where resampling gives the same value every time. Two models that never differ on n rows have the interval [0, 0]. A share at the end of
    /// its range has Wilson's of n out of n, [n ÷ (n + z²), 1]: no error in 86 rows is not proof of none.
    /// </summary>
    private static GateInterval? Unvarying(Measure measure, double level, bool isPaired)
    {
        if (measure is not { Value: { } value, N: > 0, Lower: null })
        {
            return null;
        }

        if (isPaired)
        {
            return value == 0 ? new(0, 0) : null;
        }

        var z = NormalDistribution.Quantile((1 + level) / 2);
        var reach = measure.N / (measure.N + (z * z));
        return KnownNames.Range(measure.Name) != (0, 1) ? null
            : value.Equals(1) ? new(reach, 1)
            : value.Equals(0) ? new(0, 1 - reach)
            : null;
    }
}
