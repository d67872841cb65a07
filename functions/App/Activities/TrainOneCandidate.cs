using System.Globalization;
using ServerlessMlops.Learning;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Pipeline.Training;
using ServerlessMlops.Storage;

namespace ServerlessMlops.App.Activities;

/// <summary>Trains one candidate on the training part; the same input gives the same model file to the bit, so twice is once.</summary>
public sealed class TrainOneCandidate(RunData data, ArtifactStore artifacts, RunJournal journal, TimeProvider time)
{
    [Function(Names.Train)]
    public async Task<CandidateResult> Run([ActivityTrigger] TrainCandidate input, CancellationToken cancellation)
    {
        var (table, spec) = await data.LoadAsync(input.Data, cancellation);
        var split = await artifacts.ReadAsync<SplitAssignment>(input.Split, cancellation);
        var started = time.GetTimestamp();
        var outcome = await Task.Run(() => Trainer.Train(InputOf(input.Candidate, table, spec, split), cancellation), cancellation);
        var seconds = Math.Round(time.GetElapsedTime(started).TotalSeconds, 3);
        var result = outcome is TrainingOutcome.Trained { Model: var trained }
            ? new CandidateResult(
                input.Candidate, await artifacts.PutAsync(trained.ToBytes(), ModelFile.MediaType, cancellation), trained.Metric, trained.Score, seconds, trained.Parameters)
            {
                Environment = TrainingEnvironments.Here,
                Warnings = trained.Warnings.Count == 0 ? null : trained.Warnings,
            }
            : new CandidateResult(
                input.Candidate, null, CandidateSelection.MetricOf(spec), null, seconds, new Dictionary<string, string>(), ((TrainingOutcome.NotTrained)outcome).Problem.Message);
        await RecordAsync(input.RunId, result, cancellation);
        return result;
    }

    /// <summary>All that the model depends on.</summary>
    internal static TrainingInput InputOf(string candidate, Table table, PipelineSpec spec, SplitAssignment split) => new()
    {
        Table = table,
        Target = Labels.Of(table, spec),
        Split = split,
        Spec = spec,
        Features = [.. FeatureSelection.Choose(spec, table).Where(choice => choice.Used).Select(choice => choice.Column)],
        Candidate = candidate,
        Seed = spec.Split.Seed,
    };

    // Seconds stay out of it: training again after a kill gives the same model, not the same time.
    private async Task RecordAsync(string runId, CandidateResult result, CancellationToken cancellation) =>
        await journal.RecordAsync(await journal.GetAsync(runId, cancellation), "candidate.trained", $"train.{result.Candidate}", new Dictionary<string, string>
        {
            ["candidate"] = result.Candidate,
            ["model"] = result.Model?.Digest ?? "none",
            ["metric"] = result.Metric,
            ["score"] = result.Score?.ToString("R", CultureInfo.InvariantCulture) ?? result.Unmeasured ?? "unmeasured",
        }, cancellation);
}
