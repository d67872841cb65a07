using ServerlessMlops.Learning;
using ServerlessMlops.Pipeline.Contracts;
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
        var trained = await Task.Run(() => Trainer.Train(new TrainingInput
        {
            Table = table,
            Target = Labels.Of(table, spec),
            Split = split,
            Spec = spec,
            Features = FeatureSelection.Choose(spec, table),
            Candidate = input.Candidate,
            Seed = spec.Split.Seed,
        }, cancellation), cancellation);
        var model = await artifacts.PutAsync(trained.ToBytes(), "application/json", cancellation);
        var result = new CandidateResult(
            input.Candidate, model, trained.Metric, trained.Score, Math.Round(time.GetElapsedTime(started).TotalSeconds, 3), trained.Parameters);
        await journal.RecordAsync(await journal.GetAsync(input.RunId, cancellation), "candidate.trained", $"train.{input.Candidate}", new Dictionary<string, string>
        {
            ["candidate"] = input.Candidate,
            ["model"] = model.Digest,
            ["metric"] = trained.Metric,
            ["score"] = trained.Score?.ToString("R", System.Globalization.CultureInfo.InvariantCulture) ?? "unmeasured",
        }, cancellation);
        return result;
    }
}
