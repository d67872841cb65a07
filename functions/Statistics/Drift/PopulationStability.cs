namespace ServerlessMlops.Statistics.Drift;

/// <summary>How far the shares of bins or categories have moved.</summary>
public static class PopulationStability
{
    /// <summary>Population stability index of two binned samples: Σ (cᵢ − rᵢ) · ln(cᵢ / rᵢ).</summary>
    /// <param name="reference">Shares of the bins in the reference sample, each in (0, 1], summing to 1.</param>
    /// <param name="current">Shares of the same bins now.</param>
    /// <returns>
    /// Nats, in [0, ∞); 0 exactly when the shares are equal. (0.5, 0.5) against (0.6, 0.4) gives 0.040547. Unmeasured where a bin is empty
    /// (the index is then infinite: merge it with its neighbour) or the shares do not sum to 1.
    /// </returns>
    /// <remarks>The symmetric Kullback–Leibler divergence. Source: Jeffreys, Proc. R. Soc. A 186 (1946) 453–461; Siddiqi, Credit Risk
    /// Scorecards (2006), whose habit of reading 0.1 and 0.25 as limits is a habit, not a test.</remarks>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static Estimate Psi(ReadOnlySpan<double> reference, ReadOnlySpan<double> current)
    {
        Samples.SameLength(reference.Length, current.Length);
        double sum = 0, referenceTotal = 0, currentTotal = 0;
        for (var bin = 0; bin < reference.Length; bin++)
        {
            if (!(reference[bin] > 0 && current[bin] > 0))
            {
                return Estimate.Unmeasured("a bin is empty");
            }

            referenceTotal += reference[bin];
            currentTotal += current[bin];
            sum += (current[bin] - reference[bin]) * Math.Log(current[bin] / reference[bin]);
        }

        return Math.Abs(referenceTotal - 1) < 1e-9 && Math.Abs(currentTotal - 1) < 1e-9
            ? Estimate.Of(sum)
            : Estimate.Unmeasured("the shares do not sum to 1");
    }
}
