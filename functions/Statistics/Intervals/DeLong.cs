namespace ServerlessMlops.Statistics.Intervals;

/// <summary>DeLong's variance of the ROC AUC, its interval, and the test of two scores of the same rows.</summary>
/// <remarks>
/// O(n log n) by mid-ranks. Source: DeLong, DeLong and Clarke-Pearson, Biometrics 44 (1988) 837–845; Sun and Xu, IEEE Signal Process.
/// Lett. 21 (2014) 1389–1393.
/// </remarks>
public static class DeLong
{
    /// <summary>AUC and variance, for intervals of any level; null with fewer than two rows of a class or a score not finite.</summary>
    public static AucVariance? Fit(ReadOnlySpan<bool> positive, ReadOnlySpan<double> scores)
    {
        var positives = positive.Count(true);
        return Placements.Of(positive, scores) is { } placed
            ? new(placed.Auc, placed.Covariance(placed), Math.Min(positives, positive.Length - positives))
            : null;
    }

    /// <summary>Variance of the AUC: var(V₁₀) ÷ positives + var(V₀₁) ÷ negatives; unmeasured with fewer than two rows of a class.</summary>
    public static Estimate Variance(ReadOnlySpan<bool> positive, ReadOnlySpan<double> scores) =>
        Placements.Of(positive, scores) is { } placed ? Estimate.Of(placed.Covariance(placed)) : Estimate.Unmeasured(TooFew);

    /// <summary>The 95 % interval AUC ± z·√variance, cut to [0, 1]. None where the variance is 0: at an AUC of 1 it says nothing.</summary>
    /// <remarks>As it was published. Near 1 its lower end lies too high: see <see cref="AucVariance.Logit"/>, which reports use.</remarks>
    public static Interval Of(ReadOnlySpan<bool> positive, ReadOnlySpan<double> scores)
    {
        if (Fit(positive, scores) is not { } fitted)
        {
            return Interval.None(TooFew);
        }

        var half = Interval.Z * Math.Sqrt(fitted.Variance);
        return half > 0
            ? new(Math.Max(0, fitted.Auc - half), Math.Min(1, fitted.Auc + half), "DeLong")
            : Interval.None("the scores leave no variance");
    }

    /// <summary>Whether two scores of the same rows differ in AUC.</summary>
    /// <returns>Difference (first − second), its interval, z and the two-sided p-value; null with too few rows or no variance.</returns>
    public static PairedAuc? Compare(ReadOnlySpan<bool> positive, ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        if (Placements.Of(positive, first) is not { } one || Placements.Of(positive, second) is not { } two)
        {
            return null;
        }

        var variance = one.Covariance(one) + two.Covariance(two) - (2 * one.Covariance(two));
        if (!(variance > 0))
        {
            return null;
        }

        var difference = one.Auc - two.Auc;
        var half = Interval.Z * Math.Sqrt(variance);
        var z = difference / Math.Sqrt(variance);
        return new(difference, new(difference - half, difference + half, "paired DeLong"), z, NormalDistribution.TwoSided(z));
    }

    private const string TooFew = "fewer than two rows of a class, or a score is not finite";
}

/// <summary>Two AUCs of the same rows compared.</summary>
/// <param name="Difference">First − second, in [−1, 1].</param>
/// <param name="P">Two-sided p-value of no difference.</param>
public sealed record PairedAuc(double Difference, Interval Interval, double Z, double P);
