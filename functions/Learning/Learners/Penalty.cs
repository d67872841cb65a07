namespace ServerlessMlops.Learning.Learners;

/// <summary>How strongly coefficients are held back.</summary>
/// <param name="C">Inverse strength, above 0.</param>
/// <param name="L1Ratio">The part of the absolute values, in [0, 1]; the squares have the rest. 0 is ridge, 1 is lasso.</param>
internal sealed record Penalty(double C, double L1Ratio)
{
    public double Square => (1 - L1Ratio) / C;

    public double Absolute => L1Ratio / C;
}
