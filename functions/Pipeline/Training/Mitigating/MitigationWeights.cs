using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Evaluation;

namespace ServerlessMlops.Pipeline.Training.Mitigating;

/// <summary>How much a row's loss counts, by its group and its outcome; computed from counts of the training rows.</summary>
/// <remarks>
/// The worked example below, held by a test: group a has 40 positives of 100 rows, group b 20 of 100. Only training is weighed: a
/// prediction reads no group.
/// </remarks>
public static class MitigationWeights
{
    /// <param name="counts">Rows of the training part: by group, negatives and positives.</param>
    /// <returns>By group, the weight of a negative and of a positive row; all above 0.</returns>
    public static (double Negative, double Positive)[] Of(Mitigated how, IReadOnlyList<(long Negatives, long Positives)> counts) =>
        how.Method == MitigationMethod.Reweighing
            ? Reweighed(counts)
            : Constrained(counts, how.Measure, how.Strength
                ?? throw new ArgumentException("Seen a constraint without a strength; expected one in (0, 1).", nameof(how)));

    /// <summary>P(group) · P(outcome) ÷ P(group, outcome): among the weighed rows, group and outcome are independent.</summary>
    /// <returns>
    /// The example gives a (1.1667, 0.75) and b (0.875, 1.5); 1 where a group has no row of that outcome. With every cell filled they sum to n.
    /// </returns>
    /// <remarks>Source: Kamiran and Calders, Knowledge and Information Systems 33 (2012) 1–33, algorithm 3.</remarks>
    public static (double Negative, double Positive)[] Reweighed(IReadOnlyList<(long Negatives, long Positives)> counts)
    {
        double rows = counts.Sum(Rows), positives = counts.Sum(group => group.Positives);
        double Weight(double group, double outcome, double both) => both == 0 ? 1 : group * outcome / (rows * both);
        return
        [
            .. counts.Select(group => (
                Weight(Rows(group), rows - positives, group.Negatives), Weight(Rows(group), positives, group.Positives))),
        ];
    }

    /// <summary>
    /// The cost-sensitive reduction of a constraint on selection: with multiplier s, a positive decision costs s · u more in the group that
    /// the constraint holds back, so that a positive row weighs 1 − s · u and a negative one 1 + s · u.
    /// </summary>
    /// <param name="measure">
    /// Demographic parity: u is a group's share of positives less the share of all, for either outcome. Equalized odds: less the mean of the
    /// shares over rows of the same outcome, as errors are compared within an outcome. Equal opportunity: so, and 0 for negatives. Scaled so
    /// that the largest |u| is 1.
    /// </param>
    /// <param name="strength">s, in (0, 1).</param>
    /// <returns>
    /// The example with s = 0.5 gives, for demographic parity, a (1.5, 0.5) and b (0.5, 1.5); for equalized odds a (1.4286, 0.75) and
    /// b (0.6786, 1.5). Groups of fewer than <see cref="EvidenceFloor.GroupRows"/> rows are not compared, and weigh 1.
    /// </returns>
    /// <remarks>
    /// Source: Agarwal et al., ICML 35 (2018), the cost-sensitive reduction with a grid of multipliers; of one direction: docs/decisions/0513.
    /// </remarks>
    public static (double Negative, double Positive)[] Constrained(
        IReadOnlyList<(long Negatives, long Positives)> counts, string measure, double strength)
    {
        if (strength is not (> 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(strength), strength, "Expected a strength in (0, 1).");
        }

        var compared = counts.Where(IsCompared).ToArray();
        var (ofNegatives, ofPositives) = measure switch
        {
            "demographic_parity_difference" => (Mean(compared, Rows), Mean(compared, Rows)),
            "equalized_odds_difference" => (Mean(compared, group => group.Negatives), Mean(compared, group => group.Positives)),
            "equal_opportunity_difference" => ((double?)null, Mean(compared, group => group.Positives)),
            _ => throw new ArgumentException(
                $"Seen the measure '{measure}'; expected one of {string.Join(", ", Measures)}.", nameof(measure)),
        };
        double Away((long Negatives, long Positives) group, double? mean) => IsCompared(group) && mean is { } one ? Share(group) - one : 0;
        (double Negative, double Positive)[] away = [.. counts.Select(group => (Away(group, ofNegatives), Away(group, ofPositives)))];
        var largest = away.Select(group => Math.Max(Math.Abs(group.Negative), Math.Abs(group.Positive))).DefaultIfEmpty(0).Max();
        double Scaled(double distance) => largest == 0 ? 0 : strength * distance / largest;
        return Array.ConvertAll(away, group => (1 + Scaled(group.Negative), 1 - Scaled(group.Positive)));
    }

    /// <summary>Disparities that a constraint can be put on.</summary>
    public static IReadOnlyList<string> Measures { get; } =
        ["demographic_parity_difference", "equalized_odds_difference", "equal_opportunity_difference"];

    private static bool IsCompared((long Negatives, long Positives) group) => Rows(group) >= EvidenceFloor.GroupRows;

    private static long Rows((long Negatives, long Positives) group) => group.Negatives + group.Positives;

    private static double Share((long Negatives, long Positives) group) => group.Positives / (double)Rows(group);

    /// <summary>Of the groups' shares, each counted by some of its rows; null where there are none.</summary>
    private static double? Mean((long Negatives, long Positives)[] groups, Func<(long Negatives, long Positives), long> by)
    {
        double rows = groups.Sum(by);
        return rows == 0 ? null : groups.Sum(group => by(group) * Share(group)) / rows;
    }
}
