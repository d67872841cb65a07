namespace ServerlessMlops.Statistics.Association;

/// <summary>How nearly one number is a straight line of another.</summary>
public static class PearsonCorrelation
{
    /// <param name="x">Finite values.</param>
    /// <param name="y">As many.</param>
    /// <returns>
    /// r = Σ(x − x̄)(y − ȳ) ÷ √(Σ(x − x̄)²·Σ(y − ȳ)²), in [−1, 1]; 0 no line. (1, 2, 3, 4) and (1, 3, 2, 5) give 0.831522. Unmeasured below
    /// 3 rows, or where one side is constant.
    /// </returns>
    /// <remarks>Source: Pearson, Proc. R. Soc. 58 (1895) 240–242; as scipy.stats.pearsonr.</remarks>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static Estimate Of(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        Samples.SameLength(x.Length, y.Length);
        if (x.Length < 3)
        {
            return Estimate.Unmeasured("fewer than 3 rows");
        }

        var (meanX, meanY) = (Mean(x), Mean(y));
        double products = 0, squaresX = 0, squaresY = 0;
        for (var i = 0; i < x.Length; i++)
        {
            var (dx, dy) = (x[i] - meanX, y[i] - meanY);
            products += dx * dy;
            squaresX += dx * dx;
            squaresY += dy * dy;
        }

        return squaresX > 0 && squaresY > 0
            ? Estimate.Of(Math.Clamp(products / Math.Sqrt(squaresX) / Math.Sqrt(squaresY), -1, 1))
            : Estimate.Unmeasured("one side is constant");
    }

    private static double Mean(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (var value in values)
        {
            sum += value;
        }

        return sum / values.Length;
    }
}
