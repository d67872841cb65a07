using ServerlessMlops.Statistics.Intervals;

namespace ServerlessMlops.Statistics.Testing;

/// <summary>How two means differ where neither the sizes nor the variances are alike: Welch's t.</summary>
/// <remarks>
/// t = (m₁ − m₂) ÷ √(s₁²/n₁ + s₂²/n₂), ν = (s₁²/n₁ + s₂²/n₂)² ÷ ((s₁²/n₁)²/(n₁ − 1) + (s₂²/n₂)²/(n₂ − 1)).
/// Source: Welch, Biometrika 34 (1947) 28–35.
/// </remarks>
/// <param name="Difference">First mean − second.</param>
/// <param name="Error">Its standard error, above 0.</param>
/// <param name="Degrees">ν.</param>
public sealed record WelchTest(double Difference, double Error, double Degrees)
{
    public double T => Difference / Error;

    /// <summary>One-sided p-value of no difference, against a first mean that is the greater.</summary>
    public double P => StudentDistribution.UpperTail(T, Degrees);

    /// <returns>
    /// (1, 2, 3, 4) against (5, 7, 9): t −3.401680, ν 3.234719, p 0.981092. Null where a sample has fewer than two numbers, or neither has any
    /// variance.
    /// </returns>
    public static WelchTest? Of(SampleMoments first, SampleMoments second)
    {
        if (first.N < 2 || second.N < 2)
        {
            return null;
        }

        double one = first.Variance / first.N, two = second.Variance / second.N;
        var sum = one + two;
        return sum > 0
            ? new(first.Mean - second.Mean, Math.Sqrt(sum), sum * sum / ((one * one / (first.N - 1)) + (two * two / (second.N - 1))))
            : null;
    }

    /// <summary>Difference ± t · standard error.</summary>
    /// <param name="level">Of both sides together, in (0, 1).</param>
    public Interval Interval(double level = Intervals.Interval.Level)
    {
        var half = StudentDistribution.UpperQuantile((1 - level) / 2, Degrees) * Error;
        return new(Difference - half, Difference + half, "Welch");
    }

    /// <summary>
    /// (m₁ − m₂) ÷ √((s₁² + s₂²) ÷ 2): the difference in units of the spread, so that it does not grow with the rows. About 0.2 is called small, 0.8
    /// large. 0 where neither sample has any variance.
    /// </summary>
    /// <remarks>Source: Cohen, Statistical Power Analysis for the Behavioral Sciences (2nd ed. 1988), section 2.2; 2.3.3 for unlike variances.</remarks>
    public static double EffectSize(SampleMoments first, SampleMoments second)
    {
        var spread = Math.Sqrt((first.Variance + second.Variance) / 2);
        return spread > 0 ? (first.Mean - second.Mean) / spread : 0;
    }
}
