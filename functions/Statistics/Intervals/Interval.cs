namespace ServerlessMlops.Statistics.Intervals;

/// <summary>A two-sided interval, at <see cref="Level"/> unless another was asked for, or none with the reason: a false one would be worse.</summary>
/// <param name="Method">How it was made, or why there is none.</param>
public sealed record Interval(double? Lower, double? Upper, string Method)
{
    /// <summary>Nominal coverage where none is named.</summary>
    public const double Level = 0.95;

    /// <summary>The standard normal's 97.5 % quantile.</summary>
    internal const double Z = 1.959963984540054;

    /// <summary>How many standard errors the ends of a normal interval lie from its middle: 1.959964 at 0.95.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1.</exception>
    public static double ZOf(double level) => level == Level ? Z
        : level is > 0 and < 1 ? NormalDistribution.Quantile((1 + level) / 2)
        : throw new ArgumentOutOfRangeException(nameof(level), level, "Expected a level between 0 and 1.");

    public static Interval None(string reason) => new(null, null, $"no interval: {reason}");
}
