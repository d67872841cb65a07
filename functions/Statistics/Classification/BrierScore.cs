namespace ServerlessMlops.Statistics.Classification;

/// <summary>Brier score of a binary forecast: mean of (p − y)², y being 1 for a positive row and 0 for a negative one.</summary>
public static class BrierScore
{
    /// <param name="positive">Whether each row is of the positive class.</param>
    /// <param name="probability">Of the positive class, in [0, 1], one a row.</param>
    /// <returns>
    /// No unit, in [0, 1]: 0 certain and right, 1 certain and wrong, s(1 − s) for a model that always says the share s of positives.
    /// Labels (+, −) with probabilities (0.8, 0.4) give 0.1. Unmeasured without rows or where a probability is outside [0, 1].
    /// </returns>
    /// <remarks>Source: Brier, Mon. Weather Rev. 78 (1950) 1–3, halved as is usual for two classes.</remarks>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static Estimate Of(ReadOnlySpan<bool> positive, ReadOnlySpan<double> probability)
    {
        Samples.SameLength(positive.Length, probability.Length);
        return Samples.ProbabilityFault(probability) is { } fault
            ? Estimate.Unmeasured(fault)
            : Counts.Mean(Counts.Ones(probability.Length), Rows(positive, probability));
    }

    /// <summary>The squared error of each row.</summary>
    public static double[] Rows(ReadOnlySpan<bool> positive, ReadOnlySpan<double> probability)
    {
        Samples.SameLength(positive.Length, probability.Length);
        var errors = new double[probability.Length];
        for (var row = 0; row < errors.Length; row++)
        {
            var error = probability[row] - (positive[row] ? 1 : 0);
            errors[row] = error * error;
        }

        return errors;
    }
}
