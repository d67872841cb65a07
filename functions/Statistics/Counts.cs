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
        // Four sums side by side: each addition need not wait for the one before.
        double first = 0, second = 0, third = 0, fourth = 0;
        var row = 0;
        for (; row + 3 < values.Length; row += 4)
        {
            first += counts[row] * values[row];
            second += counts[row + 1] * values[row + 1];
            third += counts[row + 2] * values[row + 2];
            fourth += counts[row + 3] * values[row + 3];
        }

        for (; row < values.Length; row++)
        {
            first += counts[row] * values[row];
        }

        return first + second + (third + fourth);
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
