namespace ServerlessMlops.Learning.Learners;

/// <summary>From margins to probabilities.</summary>
internal static class Links
{
    /// <summary>1 / (1 + exp(−x)): in [0, 1], 0.5 at 0.</summary>
    public static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    /// <summary>exp(xᵢ) / Σ exp(xⱼ), in place; the largest is subtracted first, so that nothing overflows.</summary>
    /// <returns>log Σ exp(xⱼ) of what was given.</returns>
    public static double Softmax(Span<double> x)
    {
        var largest = double.NegativeInfinity;
        foreach (var value in x)
        {
            largest = Math.Max(largest, value);
        }

        var sum = 0.0;
        foreach (ref var value in x)
        {
            value = Math.Exp(value - largest);
            sum += value;
        }

        foreach (ref var value in x)
        {
            value /= sum;
        }

        return largest + Math.Log(sum);
    }
}
