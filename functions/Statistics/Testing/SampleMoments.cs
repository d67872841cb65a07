namespace ServerlessMlops.Statistics.Testing;

/// <summary>How many numbers, their mean, and Σ (x − mean)².</summary>
public readonly record struct SampleMoments(long N, double Mean, double Squares)
{
    /// <summary>Σ (x − mean)² ÷ (n − 1); 0 with fewer than two numbers.</summary>
    public double Variance => N > 1 ? Math.Max(0, Squares) / (N - 1) : 0;

    /// <summary>In two passes. (1, 2, 4) give mean 2.333333 and variance 2.333333.</summary>
    /// <param name="values">Finite.</param>
    public static SampleMoments Of(ReadOnlySpan<double> values)
    {
        double sum = 0, squares = 0;
        foreach (var value in values)
        {
            sum += value;
        }

        var mean = values.IsEmpty ? 0 : sum / values.Length;
        foreach (var value in values)
        {
            squares += (value - mean) * (value - mean);
        }

        return new(values.Length, mean, squares);
    }

    /// <summary>From n, Σ x and Σ x²: the numbers should be centred before, or digits are lost.</summary>
    public static SampleMoments OfSums(long n, double sum, double squares) =>
        n == 0 ? default : new(n, sum / n, Math.Max(0, squares - (sum * sum / n)));

    /// <summary>Those that remain when some of the numbers are taken out.</summary>
    /// <remarks>Source: Chan, Golub and LeVeque, COMPSTAT 1982, 30–41, solved for the other part.</remarks>
    public SampleMoments Without(SampleMoments part)
    {
        var n = N - part.N;
        if (n == 0)
        {
            return default;
        }

        var mean = ((N * Mean) - (part.N * part.Mean)) / n;
        var between = mean - part.Mean;
        return new(n, mean, Math.Max(0, Squares - part.Squares - (between * between * n * part.N / N)));
    }
}
