using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Statistics.Classification;
using ServerlessMlops.Statistics.Intervals;
using static System.FormattableString;

namespace ServerlessMlops.Pipeline.Evaluation;

/// <summary>What was asked of decisions, and what they gave on the validation part, as evidence.</summary>
public static class DecisionBases
{
    /// <param name="validation">Binary: scored as the model will score.</param>
    public static DecisionBasis Of(DecisionSpec? decision, OperatingPoint point, TestSet validation)
    {
        var positive = Array.ConvertAll(validation.Actual, label => label == 1);
        var counts = ConfusionCounts.At(positive, validation.Probability, point.Threshold);
        var rule = decision switch
        {
            { Costs: not null } => "least mean cost: " + Costs(validation.Costs!, validation.Classes),
            { Threshold: { } threshold } => Invariant($"threshold {threshold}"),
            { OperatingPoint: { } limit } => LimitedRate.Rule(limit),
            _ => "largest Youden's J",
        };
        return new(
            rule, point.Reason,
            [
                Share("recall", true, counts.TruePositives, counts.Positives),
                Share("precision", true, counts.TruePositives, counts.Selected),
                Share("fpr", false, counts.FalsePositives, counts.Negatives),
                Share("selection_rate", false, counts.Selected, counts.Rows),
                .. MeanCost(validation, point.Threshold),
            ])
        {
            NotMet = point.NotMet,
        };
    }

    /// <param name="validation">Many classes: scored as the model will score.</param>
    /// <returns>Null where the most probable class is predicted, as by default.</returns>
    public static DecisionBasis? OfMany(TestSet validation)
    {
        if (validation.Costs is null)
        {
            return null;
        }

        var predicted = MulticlassMeasures.Predicted(validation);
        var right = validation.Actual.Zip(predicted).LongCount(pair => pair.First == pair.Second);
        return new(
            "least expected cost: " + Costs(validation.Costs, validation.Classes),
            "The class of the least expected cost by the model's probabilities; nothing was chosen on the validation part.",
            [Share("accuracy", true, right, validation.Rows), .. MeanCost(validation, 0.5)]);
    }

    private static string Costs(IReadOnlyList<IReadOnlyList<double>> costs, IReadOnlyList<string> classes)
    {
        string[] mistakes =
        [
            .. from actual in Enumerable.Range(0, classes.Count)
               from predicted in Enumerable.Range(0, classes.Count)
               where actual != predicted && (classes.Count == 2 || costs[actual][predicted] != 1)
               select Invariant($"{classes[actual]} taken for {classes[predicted]} costs {costs[actual][predicted]}"),
        ];
        return ProblemList.Some(mistakes) + (classes.Count == 2 ? "" : ", any other mistake 1");
    }

    private static Measure Share(string name, bool higherIsBetter, long part, long whole)
    {
        var interval = WilsonInterval.Of(part, whole);
        return whole == 0
            ? Measure.Missing(name, 0, higherIsBetter, "there are no such rows")
            : new(name, part / (double)whole, interval.Lower, interval.Upper, whole, higherIsBetter) { Interval = interval.Method };
    }

    /// <summary>Mean ± 1.96 standard errors, where costs are stated.</summary>
    private static IEnumerable<Measure> MeanCost(TestSet validation, double threshold)
    {
        if (validation.Costs is null || validation.Rows < 2)
        {
            return [];
        }

        var costs = CostMeasure.Rows(validation, threshold);
        var mean = costs.Average();
        var half = 1.96 * Math.Sqrt(costs.Sum(cost => (cost - mean) * (cost - mean)) / (costs.Length - 1) / costs.Length);
        return [new("mean_cost", mean, Math.Max(0, mean - half), mean + half, costs.Length, false) { Interval = "normal" }];
    }
}
