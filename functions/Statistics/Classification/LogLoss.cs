namespace ServerlessMlops.Statistics.Classification;

/// <summary>Logarithmic loss: mean of −ln p, p being the probability that was given to the class that came true.</summary>
public static class LogLoss
{
    /// <summary>Probabilities are clipped to [2⁻⁵², 1 − 2⁻⁵²], so that a row that was certain and wrong costs 36.04 nats, not infinity.</summary>
    public const double Clip = 2.220446049250313e-16;

    /// <param name="positive">Whether each row is of the positive class.</param>
    /// <param name="probability">Of the positive class, in [0, 1], one a row.</param>
    /// <returns>
    /// Nats a row, in [0, 36.05]: 0 every row certain and right; −Σ s · ln s for a model that always says the class shares s. Labels
    /// (+, −) with probabilities (0.8, 0.4) give 0.366985. Unmeasured without rows or where a probability is outside [0, 1].
    /// </returns>
    /// <remarks>Source: Good, J. R. Stat. Soc. B 14 (1952) 107–114; clipping as in scikit-learn, log_loss.</remarks>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static Estimate Of(ReadOnlySpan<bool> positive, ReadOnlySpan<double> probability)
    {
        Samples.SameLength(positive.Length, probability.Length);
        return Samples.ProbabilityFault(probability) is { } fault
            ? Estimate.Unmeasured(fault)
            : Counts.Mean(Counts.Ones(probability.Length), Rows(positive, probability));
    }

    /// <summary>The loss of each row, in nats.</summary>
    public static double[] Rows(ReadOnlySpan<bool> positive, ReadOnlySpan<double> probability)
    {
        Samples.SameLength(positive.Length, probability.Length);
        var losses = new double[probability.Length];
        for (var row = 0; row < losses.Length; row++)
        {
            var p = Math.Clamp(probability[row], Clip, 1 - Clip);
            losses[row] = -Math.Log(positive[row] ? p : 1 - p);
        }

        return losses;
    }

    /// <summary>Many classes: each row's probabilities are clipped and scaled to sum to 1, as scikit-learn does.</summary>
    /// <param name="actual">Class index of each row, in [0, classes).</param>
    /// <param name="probabilities">Row by row, one probability a class, each in [0, 1].</param>
    /// <returns>As for two classes; ln k for a model that gives each of k classes the same probability.</returns>
    public static Estimate Of(ReadOnlySpan<int> actual, double[][] probabilities)
    {
        Samples.SameLength(actual.Length, probabilities.Length);
        foreach (var row in probabilities)
        {
            if (Samples.ProbabilityFault(row) is { } fault)
            {
                return Estimate.Unmeasured(fault);
            }
        }

        return Counts.Mean(Counts.Ones(actual.Length), Rows(actual, probabilities));
    }

    /// <inheritdoc cref="Rows(ReadOnlySpan{bool}, ReadOnlySpan{double})"/>
    public static double[] Rows(ReadOnlySpan<int> actual, double[][] probabilities)
    {
        Samples.SameLength(actual.Length, probabilities.Length);
        var losses = new double[actual.Length];
        for (var row = 0; row < losses.Length; row++)
        {
            double total = 0;
            foreach (var p in probabilities[row])
            {
                total += Math.Clamp(p, Clip, 1 - Clip);
            }

            losses[row] = -Math.Log(Math.Clamp(probabilities[row][actual[row]], Clip, 1 - Clip) / total);
        }

        return losses;
    }
}
