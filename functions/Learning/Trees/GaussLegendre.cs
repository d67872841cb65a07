namespace ServerlessMlops.Learning.Trees;

/// <summary>Quadrature on [0, 1]: Σ wᵢ·f(tᵢ) = ∫₀¹ f(t) dt, exact for polynomials of degree up to 2n − 1 (n points).</summary>
/// <remarks>
/// The points are the roots of the Legendre polynomial Pₙ, moved from [−1, 1]; wᵢ = 1 / ((1 − xᵢ²)·Pₙ′(xᵢ)²)
/// (Abramowitz and Stegun, 25.4.29 and 25.4.30). Two points are 0.2113 and 0.7887, of weight 1/2 each: they give ∫ t³ = 1/4.
/// </remarks>
internal sealed class GaussLegendre
{
    private GaussLegendre(double[] points, double[] weights) => (Points, Weights) = (points, weights);

    /// <summary>Inside (0, 1), rising, and symmetric about 1/2.</summary>
    public IReadOnlyList<double> Points { get; }

    /// <summary>Positive; they add up to 1.</summary>
    public IReadOnlyList<double> Weights { get; }

    public static GaussLegendre Of(int count)
    {
        var (points, weights) = (new double[count], new double[count]);
        for (var index = 0; index < count; index++)
        {
            var mirrored = count - 1 - index;
            var (root, slope) = Root(count, -Math.Cos(Math.PI * (Math.Min(index, mirrored) + 0.75) / (count + 0.5)));
            points[index] = index <= mirrored ? (1 + root) / 2 : (1 - root) / 2;
            weights[index] = 1 / ((1 - (root * root)) * slope * slope);
        }

        return new GaussLegendre(points, weights);
    }

    /// <summary>Newton's steps from near a root.</summary>
    private static (double Root, double Slope) Root(int degree, double guess)
    {
        var x = guess;
        var slope = 0.0;
        for (var step = 0; step < 8; step++)
        {
            var (value, before) = (x, 1.0);
            for (var order = 2; order <= degree; order++)
            {
                (value, before) = (((((2 * order) - 1) * x * value) - ((order - 1) * before)) / order, value);
            }

            slope = degree * ((x * value) - before) / ((x * x) - 1);
            x -= value / slope;
        }

        return (x, slope);
    }
}
