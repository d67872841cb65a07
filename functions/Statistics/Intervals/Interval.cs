namespace ServerlessMlops.Statistics.Intervals;

/// <summary>A two-sided interval at <see cref="Level"/>, or none with the reason: a false one would be worse.</summary>
/// <param name="Method">How it was made, or why there is none.</param>
public sealed record Interval(double? Lower, double? Upper, string Method)
{
    /// <summary>Nominal coverage of every interval of this product.</summary>
    public const double Level = 0.95;

    /// <summary>The standard normal's 97.5 % quantile.</summary>
    internal const double Z = 1.959963984540054;

    public static Interval None(string reason) => new(null, null, $"no interval: {reason}");
}
