using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Pipeline.Training;

namespace ServerlessMlops.Pipeline.Evaluation;

/// <summary>Costs of mistakes by [actual][predicted] class, and the label of the least expected cost: argminⱼ Σᵢ pᵢ·c[i][j].</summary>
/// <remarks>Source: Elkan, The foundations of cost-sensitive learning, IJCAI 2001.</remarks>
public static class CostMatrix
{
    /// <summary>Of a mistake that is not named.</summary>
    private const double Unnamed = 1;

    /// <param name="classes">Binary: [negative, positive].</param>
    /// <param name="target">Whose spelling the costs' classes are brought to.</param>
    /// <returns>Row by actual class, 0 on the diagonal.</returns>
    public static double[][] Of(DecisionCosts costs, IReadOnlyList<string> classes, Column target)
    {
        var matrix = classes.Select((_, actual) => classes.Select((_, predicted) => actual == predicted ? 0 : Unnamed).ToArray()).ToArray();
        if (costs is { FalsePositive: { } falsePositive, FalseNegative: { } falseNegative } && classes.Count == 2)
        {
            (matrix[0][1], matrix[1][0]) = (falsePositive, falseNegative);
        }

        foreach (var (actual, row) in costs.ByClass)
        {
            foreach (var (predicted, cost) in row)
            {
                matrix[Index(classes, target, actual)][Index(classes, target, predicted)] = cost;
            }
        }

        return matrix;
    }

    /// <summary>Why the costs cannot be used with a target, as a sentence; null where they can.</summary>
    /// <param name="classes">As <see cref="Labels"/> spells them.</param>
    public static string? Unfit(DecisionCosts costs, IReadOnlyList<string> classes, Column target)
    {
        var unknown = costs.ByClass.SelectMany(row => row.Value.Keys.Prepend(row.Key)).Distinct()
            .Where(label => !classes.Contains(Labels.Canonical(target, label))).Order(StringComparer.Ordinal)
            .Select(label => $"'{ProblemList.Cut(label)}'").ToArray();
        return unknown.Length > 0 ? $"decision.costs names {ProblemList.Some(unknown)}; the classes are {ProblemList.Some([.. classes])}."
            : Of(costs, classes, target).Any(row => row.Any(cost => cost > 0)) ? null
            : "decision.costs makes every mistake cost 0: nothing could be chosen by it.";
    }

    /// <param name="probabilities">One a class.</param>
    /// <param name="costs">By actual, then predicted class; null: every mistake costs the same.</param>
    /// <returns>Of equal classes the first. (0.5, 0.3, 0.2), where missing the third costs 10 and any other mistake 1, gives 2.</returns>
    public static int Label(ReadOnlySpan<double> probabilities, IReadOnlyList<IReadOnlyList<double>>? costs)
    {
        var (best, least) = (0, double.PositiveInfinity);
        for (var label = 0; label < probabilities.Length; label++)
        {
            var expected = costs is null ? -probabilities[label] : 0;
            for (var actual = 0; costs is not null && actual < probabilities.Length; actual++)
            {
                expected += probabilities[actual] * costs[actual][label];
            }

            if (expected < least)
            {
                (best, least) = (label, expected);
            }
        }

        return best;
    }

    private static int Index(IReadOnlyList<string> classes, Column target, string label) =>
        classes.Index().First(entry => entry.Item == Labels.Canonical(target, label)).Index;
}
