namespace ServerlessMlops.Statistics.Drift;

/// <summary>The two-sample Kolmogorov–Smirnov test.</summary>
/// <param name="D">Largest distance between the two cumulative distributions: in [0, 1], 0 the same, 1 no overlap.</param>
/// <param name="P">Asymptotic p-value of one distribution: 2 Σ (−1)ᵏ⁻¹ e^(−2k²x²), x = D·√(mn ÷ (m + n)).</param>
public sealed record KolmogorovSmirnov(double D, double P)
{
    /// <param name="reference">Finite numbers, any order.</param>
    /// <param name="current">Finite numbers, any order.</param>
    /// <returns>
    /// (1, 2, 3, 4) against (3, 4, 5, 6) give D 0.5. The p-value is good from about 25 rows in each; with ties it is on the safe side. With very
    /// many rows everything differs: read D. Null where a sample is empty or holds a number that is not finite.
    /// </returns>
    /// <remarks>Source: Smirnov, Ann. Math. Stat. 19 (1948) 279–281; p as scipy.stats.kstwobign.</remarks>
    public static KolmogorovSmirnov? Of(ReadOnlySpan<double> reference, ReadOnlySpan<double> current)
    {
        if (Samples.Fault(reference) is not null || Samples.Fault(current) is not null)
        {
            return null;
        }

        double[] left = reference.ToArray(), right = current.ToArray();
        Array.Sort(left);
        Array.Sort(right);
        double largest = 0;
        for (int i = 0, j = 0; i < left.Length && j < right.Length;)
        {
            var value = Math.Min(left[i], right[j]);
            while (i < left.Length && left[i] == value)
            {
                i++;
            }

            while (j < right.Length && right[j] == value)
            {
                j++;
            }

            largest = Math.Max(largest, Math.Abs((i / (double)left.Length) - (j / (double)right.Length)));
        }

        var scale = Math.Sqrt(left.Length * (double)right.Length / (left.Length + (double)right.Length));
        return new(largest, Survival(largest * scale));
    }

    /// <summary>Two series of the same function: the alternating one hardly converges near 0.</summary>
    private static double Survival(double x)
    {
        if (x < 0.1)
        {
            return 1;
        }

        double sum = 0;
        for (var k = 1; k <= 30; k++)
        {
            var odd = (2 * k) - 1;
            sum += x < 1
                ? Math.Exp(-odd * odd * Math.PI * Math.PI / (8 * x * x))
                : (k % 2 == 1 ? 1 : -1) * Math.Exp(-2.0 * k * k * x * x);
        }

        return x < 1 ? 1 - (Math.Sqrt(2 * Math.PI) / x * sum) : 2 * sum;
    }
}
