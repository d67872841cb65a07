using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Evaluation;
using ServerlessMlops.Pipeline.Training;
using ServerlessMlops.Pipeline.Training.CrossValidation;

namespace ServerlessMlops.Learning;

/// <summary>Scores a candidate over folds: each model is made as the one that may be released is, on other rows than those it is scored on.</summary>
public static class CrossValidation
{
    /// <summary>What the folds came to: a mean score with them, or why there is none.</summary>
    public sealed record Outcome(double? Score, CrossValidated? Folds, string? Unmeasured);

    /// <param name="input">As for <see cref="Trainer.Train"/>; its test part is in no fold.</param>
    /// <param name="plan">Of <see cref="FoldPlan"/>.</param>
    public static Outcome Score(TrainingInput input, CrossValidationSpec plan, CancellationToken cancellation)
    {
        var folds = Folds.Of(input.Table, input.Spec, input.Target, input.Split, plan);
        var estimates = new (double? Score, string? Reason)[folds.Count];

        // Fold by fold on one thread each: the numbers are those of one thread in turn, sooner.
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = input.Threads ?? Environment.ProcessorCount, CancellationToken = cancellation };
        Parallel.For(0, folds.Count, parallel, fold => estimates[fold] = Score(input, folds[fold], cancellation));
        var failed = Array.FindIndex(estimates, estimate => estimate.Score is null);
        if (failed >= 0)
        {
            return new(null, null, FormattableString.Invariant($"Fold {failed + 1} of {folds.Count}: {estimates[failed].Reason}"));
        }

        double[] scores = Array.ConvertAll(estimates, estimate => estimate.Score!.Value);
        var mean = scores.Average();
        var spread = Math.Sqrt(scores.Sum(score => (score - mean) * (score - mean)) / (scores.Length - 1));
        return new(mean, new(plan.Folds, plan.Repeats, folds.Sum(fold => fold.Held.Length) / plan.Repeats, spread, scores), null);
    }

    private static (double? Score, string? Reason) Score(TrainingInput input, Fold fold, CancellationToken cancellation)
    {
        var outcome = Trainer.Train(input with { Split = fold.Inner, Threads = 1 }, cancellation);
        if (outcome is TrainingOutcome.NotTrained not)
        {
            return (null, not.Problem.Message);
        }

        var file = ((TrainingOutcome.Trained)outcome).Model.File;
        using var scorer = Scorer.Of(file);
        var held = scorer.Score(input.Table, fold.Held).Against(input.Target, fold.Held);
        var estimate = ValidationScore.Of(CandidateSelection.MetricOf(input.Spec), held, file.Threshold ?? 0.5);
        return estimate.Value is { } value && double.IsFinite(value) ? (value, null) : (null, estimate.Reason ?? "it has no finite score.");
    }
}
