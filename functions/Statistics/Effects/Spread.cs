namespace ServerlessMlops.Statistics.Effects;

/// <summary>Mean and spread of repeated measurements.</summary>
/// <param name="Deviation">Standard deviation with n − 1; 0 for a single one.</param>
public sealed record Spread(double Mean, double Deviation, double Least, double Greatest)
{
    /// <param name="values">At least one, finite. (1, 2, 6) gives mean 3, deviation √7 = 2.645751, least 1, greatest 6.</param>
    public static Spread Of(IReadOnlyList<double> values)
    {
        var mean = values.Average();
        var squares = values.Sum(value => (value - mean) * (value - mean));
        return new(mean, values.Count > 1 ? Math.Sqrt(squares / (values.Count - 1)) : 0, values.Min(), values.Max());
    }
}
