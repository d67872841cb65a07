namespace ServerlessMlops.Statistics.Classification;

/// <summary>Area under the precision–recall curve as average precision: Σ (Rᵢ − Rᵢ₋₁) · Pᵢ over the distinct scores, descending.</summary>
public static class AveragePrecision
{
    /// <param name="positive">Whether each row is of the positive class.</param>
    /// <param name="scores">Any finite numbers, one a row; only their order matters.</param>
    /// <returns>
    /// No unit, in (0, 1]: 1 every positive above every negative; a score that knows nothing gives about the share of positives. Labels
    /// (−, −, +, +) with scores (0.1, 0.4, 0.35, 0.8) give 0.833333. Unmeasured without a positive row.
    /// </returns>
    /// <remarks>A step function: no interpolation between points, which would flatter. Source: scikit-learn, average_precision_score.</remarks>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static Estimate Of(ReadOnlySpan<bool> positive, ReadOnlySpan<double> scores)
    {
        Samples.SameLength(positive.Length, scores.Length);
        return Samples.Fault(scores) is { } fault
            ? Estimate.Unmeasured(fault)
            : ScoreRanking.Of(positive, scores).AveragePrecision(Counts.Ones(scores.Length));
    }
}
