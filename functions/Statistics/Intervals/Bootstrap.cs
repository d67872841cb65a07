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
    /// <param name="seed">The same seed gives the same distribution, on any machine and any number of its cores.</param>
    /// <param name="compute">Is called from several threads at once.</param>
    /// <returns>One distribution a statistic, in order.</returns>
    public static BootstrapDistribution[] Run(int rows, int statistics, int resamples, int seed, StatisticsOfCounts compute)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(resamples, 1);
        var points = new Estimate[statistics];
        compute(Counts.Ones(rows), points);
        var leftOut = Math.Min(rows, JackknifeRows);
        var jackknife = Repeat(rows, statistics, leftOut, compute, (counts, index) =>
        {
            Array.Fill(counts, 1);
            counts[(int)((long)index * rows / leftOut)] = 0;
        });
        var replicates = Repeat(rows, statistics, resamples, compute, (counts, resample) => Draw(counts, new Xoshiro256(seed, resample)));
        var share = leftOut / (double)rows;
        return
        [
            .. points.Select((point, index) =>
                new BootstrapDistribution(point, replicates[index], resamples, jackknife[index], share)),
        ];
    }

    private static void Draw(int[] counts, Xoshiro256 random)
    {
        Array.Clear(counts);
        for (var draw = 0; draw < counts.Length; draw++)
        {
            counts[random.Below(counts.Length)]++;
        }
    }

    /// <summary>Computes each of many weightings, on all cores, and keeps what was measured, by statistic and in order; NaN what was not.</summary>
    private static double[][] Repeat(int rows, int statistics, int times, StatisticsOfCounts compute, Action<int[], int> weigh)
    {
        // Aligned by resample, so that two statistics can be compared resample by resample.
        var values = new double[statistics][];
        for (var statistic = 0; statistic < statistics; statistic++)
        {
            values[statistic] = new double[times];
        }

        Parallel.For(0, times, () => (Counts: new int[rows], Measured: new Estimate[statistics]), (index, _, own) =>
        {
            weigh(own.Counts, index);
            compute(own.Counts, own.Measured);
            for (var statistic = 0; statistic < statistics; statistic++)
            {
                values[statistic][index] = own.Measured[statistic].TryGet(out var value) ? value : double.NaN;
            }

            return own;
        }, _ => { });
        return values;
    }
}
