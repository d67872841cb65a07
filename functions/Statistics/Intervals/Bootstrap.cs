namespace ServerlessMlops.Statistics.Intervals;

/// <summary>Computes several statistics of one sample at once, from how often each row occurs.</summary>
/// <param name="counts">One a row.</param>
/// <param name="values">To be filled: one a statistic.</param>
public delegate void StatisticsOfCounts(ReadOnlySpan<int> counts, Span<Estimate> values);

/// <summary>
/// The bootstrap: rows are drawn with replacement, as many as there are, and every statistic of one resample is computed on the same rows.
/// </summary>
/// <remarks>
/// Rows are drawn from the whole sample, not by class or group: the shares of classes and groups are as much a matter of chance as the
/// rest, and an interval that fixed them would be too narrow for accuracy, precision or a selection rate. See docs/decisions/0221.
/// Source: Efron and Tibshirani, An Introduction to the Bootstrap (1993).
/// </remarks>
public static class Bootstrap
{
    /// <summary>Rows left out, one at a time, to estimate the acceleration; more rows are sampled evenly, and the estimate is scaled.</summary>
    public const int JackknifeRows = 1_000;

    /// <param name="rows">Rows of the sample; at least 1.</param>
    /// <param name="statistics">How many statistics <paramref name="compute"/> fills in.</param>
    /// <param name="resamples">At least 1; 1,000 keep an end of the interval within about 5 % of its width.</param>
    /// <param name="seed">The same seed gives the same distribution, on any machine.</param>
    /// <returns>One distribution a statistic, in order.</returns>
    public static BootstrapDistribution[] Run(int rows, int statistics, int resamples, int seed, StatisticsOfCounts compute)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(resamples, 1);
        var values = new Estimate[statistics];
        var counts = Counts.Ones(rows);
        compute(counts, values);
        var points = (Estimate[])values.Clone();
        var jackknife = LeaveOneOut(counts, values, compute);
        var replicates = Resample(resamples, seed, counts, values, compute);
        var share = Math.Min(rows, JackknifeRows) / (double)rows;
        return [.. points.Select((point, index) => new BootstrapDistribution(point, replicates[index], resamples, jackknife[index], share))];
    }

    private static List<double>[] Resample(int resamples, int seed, int[] counts, Estimate[] values, StatisticsOfCounts compute)
    {
        var collected = Lists(values.Length, resamples);
        for (var resample = 0; resample < resamples; resample++)
        {
            Array.Clear(counts);
            var random = new Xoshiro256(seed, resample);
            for (var draw = 0; draw < counts.Length; draw++)
            {
                counts[random.Below(counts.Length)]++;
            }

            compute(counts, values);
            Collect(values, collected);
        }

        return collected;
    }

    private static List<double>[] LeaveOneOut(int[] counts, Estimate[] values, StatisticsOfCounts compute)
    {
        var points = Math.Min(counts.Length, JackknifeRows);
        var collected = Lists(values.Length, points);
        for (var point = 0; point < points; point++)
        {
            var row = (int)((long)point * counts.Length / points);
            counts[row] = 0;
            compute(counts, values);
            counts[row] = 1;
            Collect(values, collected);
        }

        return collected;
    }

    private static List<double>[] Lists(int count, int capacity) => [.. Enumerable.Range(0, count).Select(_ => new List<double>(capacity))];

    private static void Collect(Estimate[] values, List<double>[] into)
    {
        for (var index = 0; index < values.Length; index++)
        {
            if (values[index].TryGet(out var value))
            {
                into[index].Add(value);
            }
        }
    }
}
