namespace ServerlessMlops.Statistics.Classification;

/// <summary>How much of the positives the rows with the highest scores hold.</summary>
/// <remarks>
/// The top is the ⌈share · n⌉ rows with the highest scores; of equal scores that only partly belong to it each counts in part. Example, held by a
/// test: labels (+, −, +, −, −) scored (0.9, 0.8, 0.7, 0.2, 0.1) have in the top 40 % a lift of 1.25 and a gain of 0.5.
/// </remarks>
/// <param name="Found">Positives among the top rows.</param>
/// <param name="Top">Top rows.</param>
/// <param name="Positives">Of all rows.</param>
/// <param name="Rows">All.</param>
public readonly record struct Lift(double Found, long Top, long Positives, long Rows)
{
    public const double TopDecile = 0.1;

    /// <summary>(found ÷ top) ÷ (positives ÷ rows): 1 no better than chance, at most rows ÷ top, 0 where the top holds none.</summary>
    public Estimate Value => Estimate.Ratio(Found * Rows, (double)Top * Positives, "there are no positive rows");

    /// <summary>found ÷ positives: the share of all positives that the top holds, in [0, 1].</summary>
    public Estimate Gain => Estimate.Ratio(Found, Positives, "there are no positive rows");
}
