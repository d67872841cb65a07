using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Statistics;
using ServerlessMlops.Statistics.Classification;
using ServerlessMlops.Statistics.Intervals;

namespace ServerlessMlops.Pipeline.Evaluation;

/// <summary>
/// One model against others on the same rows: paired DeLong for the AUC, McNemar's test beside the difference in accuracy, and for all but the AUC
/// a paired bootstrap (BCa) in which each resample draws the same rows for every model.
/// </summary>
/// <remarks>
/// Sources: DeLong, DeLong and Clarke-Pearson, Biometrics 44 (1988) 837–845; McNemar, Psychometrika 12 (1947) 153–157; Efron and Tibshirani, An
/// Introduction to the Bootstrap (1993), section 8.3.
/// </remarks>
public static class PairedMeasures
{
    private const string Auc = "auc";

    /// <summary>What is compared: the measure that picks candidates, then the main ones of the task.</summary>
    public static IReadOnlyList<string> Names(ModelTask task, string primary) =>
    [
        .. ((string[])(task switch
        {
            ModelTask.Binary => [primary, Auc, "log_loss", "brier", "accuracy"],
            ModelTask.Multiclass => [primary, "macro_f1", "accuracy", "log_loss"],
            _ => [primary, "rmse", "mae", "r2"],
        })).Distinct(),
    ];

    /// <param name="opponents">Of the same task, classes and rows as the challenger.</param>
    /// <param name="seed">The same seed gives the same intervals.</param>
    /// <returns>One list an opponent, in the order of <see cref="Names"/>.</returns>
    /// <exception cref="ArgumentException">An opponent answers other rows, another task or other classes.</exception>
    public static IReadOnlyList<IReadOnlyList<PairedMeasure>> Of(
        Contestant challenger, IReadOnlyList<Contestant> opponents, string primary, int seed, int resamples)
    {
        Require(challenger.Test, opponents);
        var test = challenger.Test;
        var names = Names(test.Task, primary);
        if (opponents.Count == 0 || opponents.Prepend(challenger).Select(one => one.Test.Fault()).FirstOrDefault(fault => fault is not null) is { } fault)
        {
            return [.. opponents.Select(_ => names.Select(name => Missing(test, name, test.Fault() ?? "an opponent's score is not usable")).ToArray())];
        }

        string[] drawn = [.. names.Where(name => name != Auc)];
        var distributions = Resampled(challenger, opponents, drawn, seed, resamples);
        return
        [
            .. opponents.Select((opponent, index) => names.Select(name => name == Auc
                ? PairedRanking.Auc(challenger, opponent)
                : Read(name, challenger, opponent, distributions[index][Array.IndexOf(drawn, name)])).ToArray()),
        ];
    }

    /// <returns>By opponent, then by measure: the difference's distribution.</returns>
    private static BootstrapDistribution[][] Resampled(
        Contestant challenger, IReadOnlyList<Contestant> opponents, string[] names, int seed, int resamples)
    {
        var costs = challenger.Test.Costs;
        Func<ReadOnlySpan<int>, Estimate>[] own = [.. names.Select(name => challenger.Measured(name, costs))];
        Func<ReadOnlySpan<int>, Estimate>[][] theirs =
            [.. opponents.Select(opponent => names.Select(name => opponent.Measured(name, costs)).ToArray())];
        var all = Bootstrap.Run(challenger.Test.Rows, opponents.Count * names.Length, resamples, seed, (counts, values) =>
        {
            for (var name = 0; name < names.Length; name++)
            {
                var first = own[name](counts);
                for (var opponent = 0; opponent < theirs.Length; opponent++)
                {
                    values[(opponent * names.Length) + name] = Minus(first, theirs[opponent][name](counts));
                }
            }
        });
        return [.. all.Chunk(names.Length)];
    }

    private static PairedMeasure Read(string name, Contestant challenger, Contestant opponent, BootstrapDistribution difference)
    {
        var costs = challenger.Test.Costs;
        var (own, theirs) = (challenger.Point(name, costs).Value, opponent.Point(name, costs).Value);
        var n = challenger.Test.Rows;
        var higher = HigherIsBetter(challenger.Test.Task, name);
        var measure = SameAnswers(name, challenger, opponent) && difference.Point.IsMeasured
            ? PairedRanking.Nothing(name, n, higher, "both models answer every row alike")
            : new Planned(name, higher, n).Read(difference);
        return name == "accuracy"
            ? new(name, own, theirs, measure, McNemar.Of(challenger.Right, opponent.Right).P, "McNemar")
            : new(name, own, theirs, measure, null);
    }

    /// <summary>No sample of rows could tell two models apart that give the same answers: 0 is then no estimate.</summary>
    private static bool SameAnswers(string name, Contestant one, Contestant other) => name switch
    {
        "accuracy" or "macro_f1" or "mean_cost" => one.Labels.AsSpan().SequenceEqual(other.Labels),
        _ => one.Test.Probability.AsSpan().SequenceEqual(other.Test.Probability)
            && one.Test.Predicted.AsSpan().SequenceEqual(other.Test.Predicted)
            && one.Test.Probabilities.Zip(other.Test.Probabilities).All(rows => rows.First.AsSpan().SequenceEqual(rows.Second))
            && one.Labels.AsSpan().SequenceEqual(other.Labels),
    };

    internal static bool HigherIsBetter(ModelTask task, string name) => MeasureCatalog.Find(task, name)?.HigherIsBetter ?? true;

    private static Estimate Minus(Estimate first, Estimate second) => first.TryGet(out var one) && second.TryGet(out var other)
        ? Estimate.Of(one - other)
        : Estimate.Unmeasured(first.Reason ?? second.Reason!);

    private static PairedMeasure Missing(TestSet test, string name, string reason) =>
        new(name, null, null, Measure.Missing(name, test.Rows, HigherIsBetter(test.Task, name), reason), null);

    private static void Require(TestSet test, IReadOnlyList<Contestant> opponents)
    {
        foreach (var other in opponents.Select(opponent => opponent.Test))
        {
            if (other.Task != test.Task || other.Rows != test.Rows || !other.Classes.SequenceEqual(test.Classes))
            {
                throw new ArgumentException(
                    $"Seen {other.Rows} rows of a {other.Task} task with classes {string.Join(", ", other.Classes)}; expected the {test.Rows} rows of a "
                    + $"{test.Task} task with classes {string.Join(", ", test.Classes)}.", nameof(opponents));
            }
        }
    }
}
