using ServerlessMlops.Statistics.Intervals;

namespace ServerlessMlops.Statistics.Testing;

/// <summary>The z test of whether two samples share one proportion, with the pooled variance.</summary>
/// <param name="Z">(current − reference) ÷ √(p(1 − p)(1/m + 1/n)): above 0 where the current proportion is the larger one.</param>
/// <param name="P">P(|Z| ≥ |z|), two-sided.</param>
public sealed record ProportionZ(double Z, double P)
{
    /// <param name="referenceHits">In [0, <paramref name="referenceRows"/>].</param>
    /// <param name="currentHits">In [0, <paramref name="currentRows"/>].</param>
    /// <returns>
    /// 20 of 100 against 35 of 100 give z 2.375423, p 0.017529. Its square is <see cref="Drift.ChiSquare"/> of the two-by-two table. Null
    /// where a sample is empty, or all rows or none are hits.
    /// </returns>
    /// <remarks>The approximation wants about 5 hits and 5 misses in each sample.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">Hits are not in [0, rows].</exception>
    public static ProportionZ? Of(long referenceHits, long referenceRows, long currentHits, long currentRows)
    {
        if (referenceHits < 0 || referenceHits > referenceRows || currentHits < 0 || currentHits > currentRows)
        {
            throw new ArgumentOutOfRangeException(
                nameof(referenceHits),
                $"Seen {referenceHits} of {referenceRows} and {currentHits} of {currentRows}; expected hits from 0 to rows.");
        }

        double m = referenceRows, n = currentRows, hits = referenceHits + currentHits;
        if (m == 0 || n == 0 || hits == 0 || hits == m + n)
        {
            return null;
        }

        var pooled = hits / (m + n);
        var z = ((currentHits / n) - (referenceHits / m)) / Math.Sqrt(pooled * (1 - pooled) * ((1 / m) + (1 / n)));
        return new(z, NormalDistribution.TwoSided(z));
    }
}
