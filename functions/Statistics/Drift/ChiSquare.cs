using ServerlessMlops.Statistics.Intervals;

namespace ServerlessMlops.Statistics.Drift;

/// <summary>Pearson's χ² test of whether two samples share their categories' shares.</summary>
/// <param name="Statistic">Σ (seen − expected)² ÷ expected over the 2 × k table: in [0, ∞), 0 exactly when the shares are equal.</param>
/// <param name="P">P(χ² ≥ statistic) with <paramref name="DegreesOfFreedom"/>.</param>
public sealed record ChiSquare(double Statistic, int DegreesOfFreedom, double P)
{
    /// <param name="reference">Rows of each category; a category that neither sample has is left out.</param>
    /// <param name="current">Rows of the same categories.</param>
    /// <returns>
    /// (10, 20, 30) against (20, 20, 20) give 5.333333, p 0.069483. The approximation wants about 5 rows expected in each cell. Null
    /// with an empty sample or fewer than two categories.
    /// </returns>
    /// <remarks>Source: Pearson, Philos. Mag. 50 (1900) 157–175; without Yates' correction, as scipy.stats.chi2_contingency(correction=False).</remarks>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static ChiSquare? Of(ReadOnlySpan<long> reference, ReadOnlySpan<long> current)
    {
        Samples.SameLength(reference.Length, current.Length);
        double referenceRows = 0, currentRows = 0;
        var categories = 0;
        for (var i = 0; i < reference.Length; i++)
        {
            referenceRows += reference[i];
            currentRows += current[i];
            categories += reference[i] + current[i] > 0 ? 1 : 0;
        }

        if (referenceRows == 0 || currentRows == 0 || categories < 2)
        {
            return null;
        }

        double statistic = 0;
        for (var i = 0; i < reference.Length; i++)
        {
            double rows = reference[i] + current[i];
            if (rows > 0)
            {
                statistic += Cell(reference[i], rows * referenceRows / (referenceRows + currentRows));
                statistic += Cell(current[i], rows * currentRows / (referenceRows + currentRows));
            }
        }

        return new(statistic, categories - 1, Survival(statistic, categories - 1));
    }

    /// <summary>
    /// P(χ² ≥ x): e^(−x/2) for 2 degrees of freedom, the normal's two tails for 1, and from there Q(a + 1, y) = Q(a, y) + yᵃe⁻ʸ ÷ Γ(a + 1),
    /// whose terms are all positive.
    /// </summary>
    public static double Survival(double x, int degreesOfFreedom)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(degreesOfFreedom, 1);
        if (!(x > 0))
        {
            return 1;
        }

        var y = x / 2;
        var odd = degreesOfFreedom % 2 == 1;
        var a = odd ? 0.5 : 1;
        var sum = odd ? NormalDistribution.TwoSided(Math.Sqrt(x)) : Math.Exp(-y);

        // ln of yᵃe⁻ʸ ÷ Γ(a + 1), with Γ(3/2) = √π ÷ 2 and Γ(2) = 1.
        var logarithm = (a * Math.Log(y)) - y - (odd ? Math.Log(Math.Sqrt(Math.PI) / 2) : 0);
        for (; a < degreesOfFreedom / 2.0; a++)
        {
            sum += Math.Exp(logarithm);
            logarithm += Math.Log(y / (a + 1));
        }

        return Math.Min(1, sum);
    }

    private static double Cell(double seen, double expected) => (seen - expected) * (seen - expected) / expected;
}
