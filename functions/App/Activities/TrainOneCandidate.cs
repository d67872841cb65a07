using System.Globalization;
using ServerlessMlops.Learning;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Pipeline.Ledger;
using ServerlessMlops.Pipeline.Training;
using ServerlessMlops.Pipeline.Training.Mitigating;
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
        var task = InputOf(input.Candidate, input.Trial, table, spec, split);
        var outcome = await Task.Run(() => Trainer.Train(task, cancellation), cancellation);
        var result = outcome switch
        {
            TrainingOutcome.Trained { Model: var trained } => await ScoredAsync(input, task, trained, cancellation),
            TrainingOutcome.NotTrained not => new CandidateResult(
                input.Candidate, null, CandidateSelection.MetricOf(spec), null, 0, new Dictionary<string, string>(), not.Problem.Message)
            {
                Problems = [not.Problem],
            },
            _ => throw new InvalidOperationException($"Seen {outcome.GetType().Name}; expected a model or a refusal."),
        };
        result = result with
        {
            Trial = input.Trial,
            Mitigation = task.Mitigation,
            Seconds = Math.Round(time.GetElapsedTime(started).TotalSeconds, 3),
        };
        await RecordAsync(input.RunId, result, cancellation);
        return result;
    }

    /// <summary>With the score by which it is picked: over folds where they are asked for, else of the validation part.</summary>
    private async Task<CandidateResult> ScoredAsync(TrainCandidate input, TrainingInput task, TrainedModel trained, CancellationToken cancellation)
    {
        var model = await artifacts.PutAsync(trained.ToBytes(), ModelFile.MediaType, cancellation);
        var result = new CandidateResult(input.Candidate, model, trained.Metric, trained.Score, 0, trained.Parameters)
        {
            Environment = TrainingEnvironments.Here,
            TransformDigest = Digests.Sha256Hex(trained.File.Transform.ToBytes()),
            Seed = task.Seed,
            Problems = trained.Warnings.Count == 0 ? null : trained.Warnings,
            Disparity = await Task.Run(() => CandidateDisparities.Of(task, trained), cancellation),
        };
        if (input.CrossValidation is not { } plan)
        {
            return result;
        }

        var folds = await Task.Run(() => CrossValidation.Score(task, plan, cancellation), cancellation);
        return result with { Score = folds.Score, CrossValidated = folds.Folds, Unmeasured = folds.Unmeasured };
    }

    /// <summary>All that the model depends on.</summary>
    internal static TrainingInput InputOf(string candidate, Trial? trial, Table table, PipelineSpec spec, SplitAssignment split)
    {
        var mitigated = MitigationPlan.Find(spec.Train, candidate);
        return new()
        {
            Table = table,
            Target = Labels.Of(table, spec),
            Split = split,
            Spec = spec,
            Features = [.. FeatureSelection.Choose(spec, table).Where(choice => choice.Used).Select(choice => choice.Column)],
            Candidate = mitigated?.Learner ?? candidate,
            Mitigation = mitigated,
            Seed = spec.Split.Seed,
            Settings = trial?.Settings ?? new Dictionary<string, string>(),
        };
    }

    // Seconds stay out of it: training again after a kill gives the same model, not the same time.
    private async Task RecordAsync(string runId, CandidateResult result, CancellationToken cancellation)
    {
        var facts = new Dictionary<string, string>
        {
            ["candidate"] = result.Candidate,
            ["model"] = result.Model?.Digest ?? "none",
            ["metric"] = result.Metric,
            ["score"] = result.Score?.ToString("R", CultureInfo.InvariantCulture) ?? result.Unmeasured ?? "unmeasured",
        };
        if (result.Trial is { } trial)
        {
            facts["trial"] = trial.Number.ToString(CultureInfo.InvariantCulture);
            facts["settings"] = string.Join("; ", trial.Settings.OrderBy(set => set.Key, StringComparer.Ordinal).Select(set => $"{set.Key}={set.Value}"));
        }

        if (result.Disparity is { Measure: var disparity } against)
        {
            facts["disparity"] = $"{disparity.Name} by {against.Attribute}";
            facts["disparityValue"] = disparity.Value?.ToString("R", CultureInfo.InvariantCulture) ?? disparity.Unmeasured ?? "unmeasured";
        }

        if (result.CrossValidated is { } folds)
        {
            facts["scoredOn"] = FormattableString.Invariant($"{folds.Folds} folds, {folds.Repeats} times, {folds.Rows} rows");
        }

        var key = result.Trial is null ? $"train.{result.Candidate}" : $"train.{result.Candidate}.{result.Trial.Number}";
        await journal.RecordAsync(await journal.GetAsync(runId, cancellation), "candidate.trained", key, facts, cancellation);
    }
}
