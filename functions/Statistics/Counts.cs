namespace ServerlessMlops.Statistics;

/// <summary>How often each row occurs in a sample or in a resample of it.</summary>
public static class Counts
{
    /// <summary>The sample itself: each row once.</summary>
    public static int[] Ones(int rows)
    {
        var counts = new int[rows];
        Array.Fill(counts, 1);
        return counts;
    }

    /// <summary>Σ countᵢ · valueᵢ.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static double Sum(ReadOnlySpan<int> counts, ReadOnlySpan<double> values)
    {
        Samples.SameLength(counts.Length, values.Length);
        double sum = 0;
        for (var row = 0; row < values.Length; row++)
        {
            sum += counts[row] * values[row];
        }

        return sum;
    }

    /// <summary>Σ countᵢ · valueᵢ ÷ Σ countᵢ; unmeasured without rows.</summary>
    public static Estimate Mean(ReadOnlySpan<int> counts, ReadOnlySpan<double> values)
    {
        long rows = 0;
        foreach (var count in counts)
        {
            rows += count;
        }

        return Estimate.Ratio(Sum(counts, values), rows, Samples.Empty);
    }
}
