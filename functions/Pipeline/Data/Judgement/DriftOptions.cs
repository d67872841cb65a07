namespace ServerlessMlops.Pipeline.Data;

/// <summary>When a column counts as drifted; see docs/decisions/0311.</summary>
public sealed record DriftOptions
{
    /// <summary>Rows of the reference from which distances decide, and below which tests do. At least 100.</summary>
    public int LargeRows { get; init; } = 1_000;

    /// <summary>Chance of naming any column wrongly, over all columns together. In (0, 0.5).</summary>
    public double Level { get; init; } = 0.05;

    /// <summary>First Wasserstein distance in standard deviations of the reference; above 0.</summary>
    public double Wasserstein { get; init; } = 0.1;

    /// <summary>Jensen–Shannon distance, √nats. In (0, 0.83].</summary>
    public double JensenShannon { get; init; } = 0.1;

    /// <summary>Change of the share of missing cells, where a test at <see cref="Level"/> confirms it. In (0, 1].</summary>
    public double Missing { get; init; } = 0.1;

    /// <summary>Share of drifted columns from which the table drifted. In (0, 1].</summary>
    public double DriftedShare { get; init; } = 0.5;

    /// <summary>Values that either side needs; a column with fewer is not measured. At least 2.</summary>
    public int MinimumRows { get; init; } = 30;

    /// <summary>
    /// Rows of either side that numbers are compared on at most; categories and missing cells are counted in all. At least 10,000.
    /// </summary>
    public int SampleRows { get; init; } = 200_000;

    /// <summary>Of the sample.</summary>
    public int Seed { get; init; } = 20_240_501;

    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(LargeRows, 100);
        ArgumentOutOfRangeException.ThrowIfLessThan(MinimumRows, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(SampleRows, 10_000);
        foreach (var (value, high, name) in new[]
        {
            (Level, 0.5, nameof(Level)), (Wasserstein, double.MaxValue, nameof(Wasserstein)),
            (JensenShannon, 0.8325, nameof(JensenShannon)), (Missing, 1, nameof(Missing)), (DriftedShare, 1, nameof(DriftedShare)),
        })
        {
            if (!(value > 0 && value <= high))
            {
                throw new ArgumentOutOfRangeException(name, value, $"Expected above 0 and at most {high}.");
            }
        }
    }
}
