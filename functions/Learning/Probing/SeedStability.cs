using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Pipeline.Evaluation;
using ServerlessMlops.Pipeline.Evaluation.Probing;
using ServerlessMlops.Pipeline.Training;

namespace ServerlessMlops.Learning.Probing;

/// <summary>Trains the chosen candidate again with other seeds: how much of what it scores and decides is a matter of chance.</summary>
internal static class SeedStability
{
    public const int Seeds = 3;

    /// <summary>Training rows × features, above which training again would take longer than it is worth; counted, not timed, so that reports stay equal.</summary>
    public const long MostCells = 60_000;

    /// <param name="again">What the model was trained from; null where it was brought.</param>
    /// <param name="threshold">Of the chosen model; binary only.</param>
    /// <returns>One result a seed, or why there are none.</returns>
    public static (IReadOnlyList<SeedResult>? Seeds, string? NotMeasured) Of(
        TrainingInput? again, TestSet test, Table table, int[] rows, double threshold, CancellationToken cancellation)
    {
        if (again is null)
        {
            return (null, "the model was brought: it is not trained here");
        }

        var cells = (long)Splitter.Rows(again.Split, SplitPart.Train).Length * again.Features.Count;
        if (cells > MostCells)
        {
            return (null, FormattableString.Invariant($"{cells} training cells; the candidate is trained again with other seeds up to {MostCells}"));
        }

        var results = new List<SeedResult>();
        foreach (var seed in Enumerable.Range(1, Seeds).Select(step => unchecked(again.Seed + step) & int.MaxValue))
        {
            if (Trainer.Train(again with { Seed = seed }, cancellation) is not TrainingOutcome.Trained trained)
            {
                return (null, $"the candidate could not be trained with the seed {seed}");
            }

            using var scorer = Scorer.Of(trained.Model.File);
            var scored = scorer.Score(table, rows).Against(again.Target, rows);
            var own = scorer.Model.Threshold ?? 0.5;
            results.Add(new(
                seed, OneMeasure.Of(CandidateSelection.MetricOf(again.Spec), scored, own, again.Seed), DecisionChanges.Flipped(test, scored, (threshold, own))));
        }

        return (results, null);
    }
}
