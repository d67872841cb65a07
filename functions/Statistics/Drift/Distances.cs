namespace ServerlessMlops.Statistics.Drift;

/// <summary>Distances between two samples or two sets of shares, without a test: they do not shrink to 0 or grow to significance with n.</summary>
public static class Distances
{
    /// <summary>First Wasserstein distance, ∫ |F − G|: how far the values of one sample must be moved, on average, to become the other.</summary>
    /// <returns>The values' unit, in [0, ∞), 0 the same. (0, 1, 3) against (5, 6, 8) give 5. Unmeasured with an empty sample.</returns>
    /// <remarks>Source: Vallender, Theory Probab. Appl. 18 (1974) 784–786; scipy.stats.wasserstein_distance.</remarks>
    public static Estimate Wasserstein(ReadOnlySpan<double> reference, ReadOnlySpan<double> current)
    {
        if ((Samples.Fault(reference) ?? Samples.Fault(current)) is { } fault)
        {
            return Estimate.Unmeasured(fault);
        }

        double[] left = reference.ToArray(), right = current.ToArray();
        Array.Sort(left);
        Array.Sort(right);
        double sum = 0, before = Math.Min(left[0], right[0]);
        for (int i = 0, j = 0; i < left.Length || j < right.Length;)
        {
            var next = i == left.Length ? right[j] : j == right.Length ? left[i] : Math.Min(left[i], right[j]);
            sum += (next - before) * Math.Abs((i / (double)left.Length) - (j / (double)right.Length));
            before = next;
            while (i < left.Length && left[i] == next)
            {
                i++;
            }

            while (j < right.Length && right[j] == next)
            {
                j++;
            }
        }

        return Estimate.Of(sum);
    }

    /// <summary>Jensen–Shannon distance of two sets of shares: √(½ Σ r·ln(r ÷ m) + ½ Σ c·ln(c ÷ m)), m = (r + c) ÷ 2.</summary>
    /// <returns>
    /// √nats, in [0, √ln 2 = 0.832555]: 0 the same, the end where no bin is shared. Empty bins are allowed. (0.5, 0.5) against (0.6, 0.4) give
    /// 0.071129. Unmeasured where a share is negative or one side is empty; shares are scaled to sum to 1.
    /// </returns>
    /// <remarks>Source: Endres and Schindelin, IEEE Trans. Inf. Theory 49 (2003) 1858–1860; scipy.spatial.distance.jensenshannon.</remarks>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static Estimate JensenShannon(ReadOnlySpan<double> reference, ReadOnlySpan<double> current)
    {
        Samples.SameLength(reference.Length, current.Length);
        double referenceTotal = 0, currentTotal = 0;
        for (var bin = 0; bin < reference.Length; bin++)
        {
            if (!(reference[bin] >= 0 && current[bin] >= 0))
            {
                return Estimate.Unmeasured("a share is negative or not a number");
            }

            referenceTotal += reference[bin];
            currentTotal += current[bin];
        }

        if (referenceTotal == 0 || currentTotal == 0)
        {
            return Estimate.Unmeasured(Samples.Empty);
        }

        double divergence = 0;
        for (var bin = 0; bin < reference.Length; bin++)
        {
            double r = reference[bin] / referenceTotal, c = current[bin] / currentTotal, middle = (r + c) / 2;
            divergence += (Term(r, middle) + Term(c, middle)) / 2;
        }

        return Estimate.Of(Math.Sqrt(Math.Max(0, divergence)));
    }

    private static double Term(double share, double middle) => share > 0 ? share * Math.Log(share / middle) : 0;
}
