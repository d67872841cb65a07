namespace ServerlessMlops.Statistics.Classification;

/// <summary>Whether two models differ in how often they are right on the same rows: only the rows count where one is right and one wrong.</summary>
/// <param name="OnlyFirst">Rows that only the first model has right.</param>
/// <param name="OnlySecond">Rows that only the second model has right.</param>
/// <param name="P">Exact two-sided p-value of no difference: twice the smaller binomial tail at ½, at most 1.</param>
public sealed record McNemar(long OnlyFirst, long OnlySecond, double P)
{
    /// <returns>1 and 9 discordant rows give p 0.021484; none give 1.</returns>
    /// <remarks>Source: McNemar, Psychometrika 12 (1947) 153–157, exact form: no correction is needed at any n.</remarks>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static McNemar Of(ReadOnlySpan<bool> firstRight, ReadOnlySpan<bool> secondRight)
    {
        Samples.SameLength(firstRight.Length, secondRight.Length);
        long first = 0, second = 0;
        for (var row = 0; row < firstRight.Length; row++)
        {
            first += firstRight[row] && !secondRight[row] ? 1 : 0;
            second += secondRight[row] && !firstRight[row] ? 1 : 0;
        }

        return new(first, second, Math.Min(1, 2 * Tail(Math.Min(first, second), first + second)));
    }

    /// <summary>P(X ≤ k) of n fair coins, term by term in logarithms, since 2⁻ⁿ leaves the range of a double at n = 1,075.</summary>
    private static double Tail(long k, long n)
    {
        var logarithm = -n * Math.Log(2);
        var sum = Math.Exp(logarithm);
        for (long i = 1; i <= k; i++)
        {
            logarithm += Math.Log((n - i + 1) / (double)i);
            sum += Math.Exp(logarithm);
        }

        return sum;
    }
}
