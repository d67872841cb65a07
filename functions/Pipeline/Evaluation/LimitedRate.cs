using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Statistics;
using ServerlessMlops.Statistics.Classification;
using static System.FormattableString;

namespace ServerlessMlops.Pipeline.Evaluation;

/// <summary>The threshold that keeps a limit on one rate, and among those that do is best in the other.</summary>
/// <remarks>
/// A limit that asks for more positives (recall, or a least selection rate) is paid for in false positives: the least false positive rate is
/// taken. Any other is paid for in recall, and the largest is taken. A threshold that selects no row is not considered. Where no threshold keeps
/// the limit, the one that comes nearest is taken, and says so.
/// </remarks>
internal static class LimitedRate
{
    /// <param name="actual">1 for a positive row, 0 for a negative one.</param>
    public static OperatingPoint Choose(OperatingLimit limit, int[] actual, double[] probability)
    {
        var rule = Rule(limit);
        if (actual.Distinct().Count() < 2)
        {
            return new(0.5, null, "0.5: the validation rows are of one class.")
            {
                NotMet = $"{rule} cannot be chosen: the validation rows are of one class.",
            };
        }

        ThresholdCounts[] all = [.. ThresholdCounts.Of(actual, probability).Where(at => at.Counts.Selected > 0)];
        ThresholdCounts[] kept = [.. all.Where(at => Shortfall(limit, at) <= 0)];
        var spares = limit.Rate == OperatingRate.Recall || (limit.Rate == OperatingRate.SelectionRate && limit.Min is not null);
        IOrderedEnumerable<ThresholdCounts> Ranked(IOrderedEnumerable<ThresholdCounts> some) => spares
            ? some.ThenBy(at => at.Counts.FalsePositives).ThenByDescending(at => at.Counts.TruePositives)
            : some.ThenByDescending(at => at.Counts.TruePositives).ThenBy(at => at.Counts.FalsePositives);
        if (kept.Length > 0)
        {
            return new(
                Ranked(kept.OrderBy(_ => 0)).First().Threshold, null,
                $"The {(spares ? "least false positive rate" : "largest recall")} with {rule} on the validation part.");
        }

        var nearest = Ranked(all.OrderBy(at => Shortfall(limit, at))).First();
        var reached = Of(limit.Rate, nearest.Counts).Value;
        return new(nearest.Threshold, null, $"The nearest to {rule} on the validation part.")
        {
            NotMet = Invariant($"No threshold has {rule} on the {actual.Length} validation rows; the nearest has {reached:0.####}."),
        };
    }

    /// <summary>As pipeline.yaml spells it, e.g. <c>recall ≥ 0.8</c>.</summary>
    public static string Rule(OperatingLimit limit) => limit.Min is { } min
        ? Invariant($"{Word(limit.Rate)} ≥ {min}")
        : Invariant($"{Word(limit.Rate)} ≤ {limit.Max}");

    public static string Word(OperatingRate rate) => rate switch
    {
        OperatingRate.Recall => "recall",
        OperatingRate.Precision => "precision",
        OperatingRate.FalsePositiveRate => "fpr",
        OperatingRate.Specificity => "specificity",
        _ => "selection_rate",
    };

    private static Estimate Of(OperatingRate rate, ConfusionCounts counts) => rate switch
    {
        OperatingRate.Recall => counts.Recall,
        OperatingRate.Precision => counts.Precision,
        OperatingRate.FalsePositiveRate => counts.FalsePositiveRate,
        OperatingRate.Specificity => Estimate.Ratio(counts.TrueNegatives, counts.Negatives, "there are no negative rows"),
        _ => counts.SelectionRate,
    };

    /// <summary>By how much a threshold misses the limit; 0 or less where it keeps it.</summary>
    private static double Shortfall(OperatingLimit limit, ThresholdCounts at) => !Of(limit.Rate, at.Counts).TryGet(out var value)
        ? double.PositiveInfinity
        : Math.Max(limit.Min - value ?? double.NegativeInfinity, value - limit.Max ?? double.NegativeInfinity);
}
