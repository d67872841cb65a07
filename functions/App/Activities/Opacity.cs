using ServerlessMlops.Learning;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Pipeline.Evaluation;
using ServerlessMlops.Pipeline.Training;
using ServerlessMlops.Storage;

namespace ServerlessMlops.App.Activities;

/// <summary>What it costs, or brings, to release a model that cannot be read as a whole.</summary>
internal static class Opacity
{
    /// <summary>Models whose every term a person can read: a coefficient, or one curve a feature.</summary>
    private static readonly string[] GlassBoxes = [Trainer.Linear, Trainer.Gam];

    /// <summary>The glass box that is best on validation; the test part only measures it.</summary>
    public static async Task<Scorer?> GlassBoxAsync(
        IReadOnlyList<CandidateResult> candidates, CandidateResult chosen, ArtifactStore artifacts, CancellationToken cancellation) =>
        !GlassBoxes.Contains(chosen.Learner)
        && CandidateSelection.Best([.. candidates.Where(candidate => GlassBoxes.Contains(candidate.Learner))]) is { Model: { } model }
            ? Scorer.Load(await artifacts.ReadBytesAsync(model, cancellation))
            : null;

    /// <param name="test">The chosen model's.</param>
    /// <param name="glassBox">Null where none was trained, or the chosen model is one.</param>
    public static OpacityPrice Price(
        TestSet test, Scorer chosen, Scorer? glassBox, Table table, PipelineSpec spec, TargetVector target, int[] rows, int resamples)
    {
        var metric = CandidateSelection.MetricOf(spec);
        var (name, isGlassBox) = (chosen.Model.Candidate, GlassBoxes.Contains(chosen.Model.Candidate));
        if (glassBox is null)
        {
            return new(name, isGlassBox, isGlassBox ? name : null, metric, null, null, null, rows.Length);
        }

        var other = glassBox.Score(table, rows).Against(target, rows);
        var difference = PairedDifference.Of(
            metric, test, other, (chosen.Model.Threshold ?? 0.5, glassBox.Model.Threshold ?? 0.5), spec.Split.Seed, resamples);
        return new(name, false, glassBox.Model.Candidate, metric, difference.First, difference.Second, difference.Difference, rows.Length);
    }
}
