using ServerlessMlops.Statistics.Classification;

namespace ServerlessMlops.Pipeline.Evaluation;

/// <summary>The probability from which a row is predicted positive, and why that one.</summary>
/// <param name="Threshold">In [0, 1].</param>
/// <param name="Youden">True positive rate − false positive rate there, on the rows it was chosen on; null where it was not chosen.</param>
public sealed record OperatingPoint(double Threshold, double? Youden, string Reason)
{
    /// <summary>
    /// Chooses the threshold of the largest Youden's J on the validation part. Never on the test part: a threshold that was tuned there
    /// would flatter every rate that is then reported. See docs/decisions/0223.
    /// </summary>
    /// <param name="actual">1 for a positive row, 0 for a negative one.</param>
    /// <param name="probability">Of the positive class, in [0, 1], one a row.</param>
    /// <returns>0.5 where the rows are of one class or a probability is not a number.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static OperatingPoint Choose(ReadOnlySpan<int> actual, ReadOnlySpan<double> probability)
    {
        var positive = new bool[actual.Length];
        for (var row = 0; row < positive.Length; row++)
        {
            positive[row] = actual[row] == 1;
        }

        foreach (var value in probability)
        {
            if (!double.IsFinite(value))
            {
                return new(0.5, null, "0.5: a validation score is not a finite number.");
            }
        }

        return YoudenIndex.Best(positive, probability) is { } best
            ? new(best.Threshold, best.J, "The largest Youden's J on the validation part.")
            : new(0.5, null, "0.5: the validation rows are of one class.");
    }
}
