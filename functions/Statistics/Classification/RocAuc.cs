namespace ServerlessMlops.Statistics.Classification;

/// <summary>
/// Area under the receiver operating characteristic: the chance that a random positive row scores above a random negative one,
/// ties counting half; equally the Mann–Whitney U of the positives ÷ (positives · negatives).
/// </summary>
public static class RocAuc
{
    /// <param name="positive">Whether each row is of the positive class.</param>
    /// <param name="scores">Any finite numbers, one a row; only their order matters.</param>
    /// <returns>
    /// No unit, in [0, 1]: 1 every positive above every negative, 0.5 what chance gives, 0 the order reversed. Labels (−, −, +, +) with
    /// scores (0.1, 0.4, 0.35, 0.8) give 0.75. Unmeasured without rows of both classes or where a score is not finite.
    /// </returns>
    /// <remarks>O(n log n). Source: Hanley and McNeil, Radiology 143 (1982) 29–36; ties by mid-ranks.</remarks>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static Estimate Of(ReadOnlySpan<bool> positive, ReadOnlySpan<double> scores)
    {
        Samples.SameLength(positive.Length, scores.Length);
        return Samples.Fault(scores) is { } fault
            ? Estimate.Unmeasured(fault)
            : ScoreRanking.Of(positive, scores).RocAuc(Counts.Ones(scores.Length));
    }
}
