namespace ServerlessMlops.Statistics.Regression;

/// <summary>Pinball (quantile) loss: mean of q·(y − ŷ) where the actual y is above the prediction ŷ, and of (1 − q)·(ŷ − y) below.</summary>
public static class PinballLoss
{
    /// <param name="quantile">The quantile that is predicted, in (0, 1); 0.5 gives half the mean absolute error.</param>
    /// <returns>
    /// The target's unit, in [0, ∞), 0 exact; least for the true quantile. Actual (1, 2, 3) predicted (0, 2, 3) at q = 0.1 give 0.033333.
    /// Unmeasured without rows.
    /// </returns>
    /// <remarks>Source: Koenker and Bassett, Econometrica 46 (1978) 33–50.</remarks>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The quantile is not between 0 and 1.</exception>
    public static Estimate Of(ReadOnlySpan<double> actual, ReadOnlySpan<double> predicted, double quantile)
    {
        Samples.SameLength(actual.Length, predicted.Length);
        if (!(quantile is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(quantile), quantile, "Expected a quantile between 0 and 1.");
        }

        return Counts.Mean(Counts.Ones(actual.Length), Rows(actual, predicted, quantile));
    }

    /// <summary>The loss of each row.</summary>
    public static double[] Rows(ReadOnlySpan<double> actual, ReadOnlySpan<double> predicted, double quantile)
    {
        Samples.SameLength(actual.Length, predicted.Length);
        var losses = new double[actual.Length];
        for (var row = 0; row < losses.Length; row++)
        {
            var above = actual[row] - predicted[row];
            losses[row] = above >= 0 ? quantile * above : (quantile - 1) * above;
        }

        return losses;
    }
}
