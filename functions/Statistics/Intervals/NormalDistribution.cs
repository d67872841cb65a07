namespace ServerlessMlops.Statistics.Intervals;

/// <summary>The standard normal distribution, to about 15 digits.</summary>
public static class NormalDistribution
{
    private const double InverseRootTwoPi = 0.398942280401432677939946059934;

    /// <summary>P(Z ≤ z), in [0, 1]. At 1.96 it is 0.975002.</summary>
    /// <remarks>Near 0 the Taylor series of Marsaglia, J. Stat. Softw. 11 (2004) 4; in the tails Laplace's continued fraction.</remarks>
    public static double Cumulative(double z)
    {
        if (double.IsNaN(z))
        {
            return double.NaN;
        }

        var tail = Math.Abs(z) < 3 ? double.NaN : UpperTail(Math.Abs(z));
        return Math.Abs(z) < 3 ? 0.5 + (Density(z) * Series(z)) : z > 0 ? 1 - tail : tail;
    }

    /// <summary>The two-sided p-value of z: P(|Z| ≥ |z|), exact in the far tail too.</summary>
    public static double TwoSided(double z) => 2 * Cumulative(-Math.Abs(z));

    /// <summary>The z below which the share p lies; ∓∞ at 0 and 1. At 0.975 it is 1.959964.</summary>
    /// <remarks>A rational start, then Halley steps on <see cref="Cumulative"/> until nothing changes.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">p is not in [0, 1].</exception>
    public static double Quantile(double p)
    {
        if (!(p is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(p), p, "Expected a probability from 0 to 1.");
        }

        if (p is 0 or 0.5 or 1)
        {
            return p == 0.5 ? 0 : p == 0 ? double.NegativeInfinity : double.PositiveInfinity;
        }

        if (p > 0.5)
        {
            return -Quantile(1 - p);
        }

        // Hastings 26.2.23 (Abramowitz and Stegun), within 4.5e-4.
        var t = Math.Sqrt(-2 * Math.Log(p));
        var z = -(t - ((2.515517 + (t * (0.802853 + (t * 0.010328)))) / (1 + (t * (1.432788 + (t * (0.189269 + (t * 0.001308))))))));
        for (var step = 0; step < 4; step++)
        {
            var newton = (Cumulative(z) - p) / Density(z);
            z -= newton / (1 + (z * newton / 2));
        }

        return z;
    }

    private static double Density(double z) => InverseRootTwoPi * Math.Exp(-z * z / 2);

    private static double Series(double z)
    {
        double sum = z, term = z;
        for (var odd = 3; Math.Abs(term) > Math.Abs(sum) * 1e-17; odd += 2)
        {
            term *= z * z / odd;
            sum += term;
        }

        return sum;
    }

    private static double UpperTail(double z)
    {
        var fraction = z;
        for (var k = 120; k > 0; k--)
        {
            fraction = z + (k / fraction);
        }

        return Density(z) / fraction;
    }
}
