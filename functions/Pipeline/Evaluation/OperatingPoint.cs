using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Statistics.Classification;
using static System.FormattableString;

namespace ServerlessMlops.Pipeline.Evaluation;

/// <summary>The probability from which a row is predicted positive, and why that one.</summary>
/// <param name="Threshold">In [0, 1].</param>
/// <param name="Youden">True positive rate − false positive rate there, on the rows it was chosen on; null where it was not chosen by it.</param>
public sealed record OperatingPoint(double Threshold, double? Youden, string Reason)
{
    /// <summary>How the rule could not be kept, as a sentence; null where it was.</summary>
    public string? NotMet { get; init; }

    /// <summary>
    /// Chooses the threshold on the validation part: by costs, by a limit on a rate, as it was fixed, or by the largest Youden's J. Never on the
    /// test part: a threshold that was tuned there would flatter every rate that is then reported. See docs/decisions/0223 and 0455.
    /// </summary>
    /// <param name="decision">What pipeline.yaml asks for; null: Youden's J.</param>
    /// <param name="costs">By actual, then predicted; where the decision is by costs.</param>
    /// <param name="actual">1 for a positive row, 0 for a negative one.</param>
    /// <param name="probability">Of the positive class, in [0, 1], one a row.</param>
    /// <returns>0.5 where nothing can be chosen on the rows, with the reason.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static OperatingPoint Choose(DecisionSpec? decision, double[][]? costs, int[] actual, double[] probability)
    {
        if (actual.Length != probability.Length)
        {
            throw new ArgumentException($"Seen {actual.Length} labels and {probability.Length} probabilities; expected as many.", nameof(probability));
        }

        return decision?.Threshold is { } threshold ? new(threshold, null, Invariant($"{threshold}, as pipeline.yaml fixes it."))
            : !Array.TrueForAll(probability, double.IsFinite) ? new(0.5, null, "0.5: a validation score is not a finite number.")
            : costs is not null ? LeastCost.Choose(costs, actual, probability)
            : decision?.OperatingPoint is { } limit ? LimitedRate.Choose(limit, actual, probability)
            : Choose(actual, probability);
    }

    /// <summary>By the largest Youden's J.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static OperatingPoint Choose(int[] actual, double[] probability) =>
        !Array.TrueForAll(probability, double.IsFinite) ? new(0.5, null, "0.5: a validation score is not a finite number.")
        : YoudenIndex.Best(Array.ConvertAll(actual, label => label == 1), probability) is { } best
            ? new(best.Threshold, best.J, "The largest Youden's J on the validation part.")
            : new(0.5, null, "0.5: the validation rows are of one class.");
}
