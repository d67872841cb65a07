using ServerlessMlops.Pipeline.Contracts;
using static System.FormattableString;

namespace ServerlessMlops.Pipeline.Evaluation.Probing;

/// <summary>Numbers that hint at a leak, or at learning by heart.</summary>
public static class Signals
{
    /// <summary>Of the test value: a larger gap is remarked.</summary>
    private const double LargeGap = 0.1;

    /// <summary>Of all that permuting inputs loses: one input with more is remarked.</summary>
    private const double LargeShare = 0.8;

    /// <summary>Of the test rows: more copies are remarked.</summary>
    private const double ManyCopies = 0.01;

    /// <summary>Of AUC, accuracy or R²: as good as this no model of people is, without a leak.</summary>
    private const double Perfect = 0.995;

    /// <summary>How much better the measure is on rows that were trained on.</summary>
    public static Signal Gap(string metric, TestSet train, TestSet test, double threshold, int seed)
    {
        Measure seen = OneMeasure.Of(metric, train, threshold, seed), unseen = OneMeasure.Of(metric, test, threshold, seed);
        var gap = (seen.HigherIsBetter ? LevelledMeasures.Difference(seen, unseen) : LevelledMeasures.Difference(unseen, seen)) with
        {
            Name = "train_test_gap",
            HigherIsBetter = false,
            N = test.Rows,
        };
        var raised = gap.Lower > 0 && gap.Value > LargeGap * Math.Abs(unseen.Value ?? 0);
        return new(gap, raised, gap.Value is { } value
            ? Invariant($"{metric} is {seen.Value:0.000} on rows that were trained on and {unseen.Value:0.000} on test rows: better by {value:0.000}{Ends(gap)}.")
            : $"{metric} on rows that were trained on was not compared: {gap.Unmeasured}.");
    }

    /// <summary>How much of what permuting inputs loses one input has alone.</summary>
    public static Signal Importance(PermutationReport permutation)
    {
        var losses = permutation.Inputs.Select(input => Math.Max(0, input.Mean)).ToArray();
        var sum = losses.Sum();
        if (losses.Length < 2 || sum <= 0)
        {
            var why = permutation.Unmeasured ?? (losses.Length < 2 ? "there are not two inputs" : "no input is missed when it is permuted");
            return new(Measure.Missing("largest_importance_share", permutation.Rows, false, why), false, $"Which input matters most was not measured: {why}.");
        }

        var share = losses[0] / sum;
        return new(
            new Measure("largest_importance_share", share, null, null, permutation.Rows, false) { Interval = "none: it is a ratio of means over the same permutations" },
            share >= LargeShare,
            Invariant($"{permutation.Inputs[0].Input} alone has {100 * share:0} % of what is lost in {permutation.Metric} when inputs are permuted one by one."));
    }

    /// <summary>Test rows whose inputs equal those of a row that was trained on, and the measure without them.</summary>
    /// <param name="copied">One a test row.</param>
    public static Signal Copies(string metric, TestSet test, bool[] copied, double threshold, int seed)
    {
        var copies = copied.LongCount(one => one);
        var share = LevelledMeasures.Share("copies_of_training_rows", false, copies, copied.Length);
        var without = copies == 0 || copies == copied.Length
            ? null
            : OneMeasure.Of(metric, test.Take(TestSetRows.Places(Array.ConvertAll(copied, one => !one))), threshold, seed);
        return new(share, share.Value > ManyCopies, copies == 0
            ? "No test row has the inputs of a row that was trained on."
            : Invariant($"{copies} of {copied.Length} test rows have the inputs of a row that was trained on; ")
                + (without?.Value is { } value ? Invariant($"without them {metric} is {value:0.000}{Ends(without)}.") : "without them nothing can be measured."));
    }

    /// <summary>A score that is too good.</summary>
    public static Signal TooGood(TestSet test, double threshold, int seed)
    {
        var metric = test.Task switch { ModelTask.Binary => "auc", ModelTask.Multiclass => "accuracy", _ => "r2" };
        var measured = OneMeasure.Of(metric, test, threshold, seed);
        return new(measured with { Name = "too_good" }, measured.Value >= Perfect, measured.Value is { } value
            ? Invariant($"{metric} is {value:0.000}{Ends(measured)}") + (value >= Perfect ? ": ask whether an input is known only with the outcome." : ", which is not too good to be true.")
            : $"{metric} was not measured: {measured.Unmeasured}.");
    }

    private static string Ends(Measure measure) =>
        measure is { Lower: { } lower, Upper: { } upper } ? Invariant($" (95 % {lower:0.000} to {upper:0.000})") : "";
}
