namespace ServerlessMlops.Statistics.Testing;

/// <summary>Student's t distribution, for any number of degrees of freedom above 0.</summary>
public static class StudentDistribution
{
    /// <summary>P(T ≥ t), in [0, 1]: ½ I(ν ÷ (ν + t²); ν/2, ½) for t ≥ 0, I the regularised incomplete beta function.</summary>
    /// <param name="t">Any number.</param>
    /// <param name="degrees">ν, above 0.</param>
    /// <returns>Exact in the far tail too. At t = 2 and ν = 10 it is 0.036694.</returns>
    /// <remarks>Source: Abramowitz and Stegun 26.7.1; the continued fraction is 26.5.8 in Lentz's form.</remarks>
    public static double UpperTail(double t, double degrees)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(degrees);
        if (double.IsNaN(t) || double.IsNaN(degrees))
        {
            return double.NaN;
        }

        double square = t * t, a = degrees / 2;
        double x = degrees / (degrees + square), rest = square / (degrees + square);
        var tail = double.IsPositiveInfinity(square) ? 0
            : x < (a + 1) / (a + 2.5) ? Leading(x, rest, a) / a * Fraction(x, a, 0.5)
            : 1 - (Leading(x, rest, a) / 0.5 * Fraction(rest, 0.5, a));
        return t >= 0 ? tail / 2 : 1 - (tail / 2);
    }

    /// <summary>The t above which the share p lies, p in (0, 1). At p = 0.025 and ν = 10 it is 2.228139.</summary>
    /// <exception cref="ArgumentOutOfRangeException">p is not between 0 and 1.</exception>
    public static double UpperQuantile(double p, double degrees)
    {
        if (!(p is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(p), p, "Expected a probability between 0 and 1.");
        }

        if (p > 0.5)
        {
            return -UpperQuantile(1 - p, degrees);
        }

        double low = 0, high = 1;
        while (UpperTail(high, degrees) > p)
        {
            (low, high) = (high, high * 2);
        }

        for (double middle; (middle = (low + high) / 2) > low && middle < high;)
        {
            (low, high) = UpperTail(middle, degrees) > p ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }

    /// <summary>x^a · (1 − x)^½ ÷ B(a, ½).</summary>
    private static double Leading(double x, double rest, double a) => Math.Exp(a * Math.Log(x)) * Math.Sqrt(rest) * GammaRatio(a) / Math.Sqrt(Math.PI);

    /// <summary>Γ(a + ½) ÷ Γ(a), by its asymptotic series from 20 on (Tricomi and Erdélyi, Pac. J. Math. 1 (1951) 133–142).</summary>
    private static double GammaRatio(double a)
    {
        double below = 1;
        for (; a < 20; a++)
        {
            below *= a / (a + 0.5);
        }

        var inverse = 1 / a;
        var square = inverse * inverse;
        return below * Math.Sqrt(a) * Math.Exp(inverse * (-1.0 / 8 + (square * ((1.0 / 192) - (square * ((1.0 / 640) - (square * 17 / 14336)))))));
    }

    private static double Fraction(double x, double a, double b)
    {
        const double Least = 1e-300;
        double c = 1, d = 1 / NotZero(1 - ((a + b) * x / (a + 1)), Least), fraction = d;
        for (var m = 1; m < 100_000; m++)
        {
            var even = m * (b - m) * x / ((a + (2 * m) - 1) * (a + (2 * m)));
            d = 1 / NotZero(1 + (even * d), Least);
            c = NotZero(1 + (even / c), Least);
            fraction *= c * d;
            var odd = -(a + m) * (a + b + m) * x / ((a + (2 * m)) * (a + (2 * m) + 1));
            d = 1 / NotZero(1 + (odd * d), Least);
            c = NotZero(1 + (odd / c), Least);
            fraction *= c * d;
            if (Math.Abs((c * d) - 1) < 1e-16)
            {
                break;
            }
        }

        return fraction;
    }

    private static double NotZero(double value, double least) => Math.Abs(value) < least ? least : value;
}
