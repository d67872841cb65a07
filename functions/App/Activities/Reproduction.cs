using ServerlessMlops.App.Orchestrations;
using ServerlessMlops.Learning;
using ServerlessMlops.Learning.Onnx;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Ledger;
using ServerlessMlops.Pipeline.Release;
using ServerlessMlops.Pipeline.Training;
using ServerlessMlops.Storage;

namespace ServerlessMlops.App.Activities;

/// <summary>Trains what a version records again; what comes out is compared, and never kept.</summary>
public sealed class Reproduction(Registry registry, Bundles bundles, ArtifactStore artifacts, RunData data, AuditLog audit)
{
    /// <summary>The candidates that the version's evaluation names, the released one first.</summary>
    [Function(Names.RecordedCandidates)]
    public async Task<IReadOnlyList<ReproduceCandidate>> Recorded([ActivityTrigger] ReproduceInput asked, CancellationToken cancellation)
    {
        var manifest = await ManifestAsync(asked, cancellation);
        if (manifest.Candidate == BroughtModel.Candidate)
        {
            throw new VersionUnreadableException(asked.Model, asked.Version, "it was brought as ONNX, and not trained here");
        }

        var evaluation = await artifacts.ReadAsync<EvaluationReport>(manifest.Evaluation, cancellation);
        var released = evaluation.Candidates.FirstOrDefault(candidate =>
            candidate.Candidate == manifest.Candidate && candidate.Model?.Digest == manifest.ModelFile.Digest);
        return
        [
            new(asked, manifest.Candidate, manifest.ModelFile.Digest, true) { Trial = released?.Trial },
            .. evaluation.Candidates.Where(candidate => asked.All && candidate is { Model: not null } && candidate != released)
                .Select(candidate => new ReproduceCandidate(asked, candidate.Candidate, candidate.Model!.Digest, false) { Trial = candidate.Trial }),
        ];
    }

    [Function(Names.TrainAgain)]
    public async Task<CandidateReproduction> Train([ActivityTrigger] ReproduceCandidate input, CancellationToken cancellation) =>
        await TrainAgainAsync(input, cancellation) with { Trial = input.Trial?.Number };

    private async Task<CandidateReproduction> TrainAgainAsync(ReproduceCandidate input, CancellationToken cancellation)
    {
        var manifest = await ManifestAsync(input.Asked, cancellation);
        var (table, spec) = await data.LoadAsync(Inputs(manifest), cancellation);
        var split = await artifacts.ReadAsync<SplitAssignment>(manifest.Split, cancellation);
        if (!Splitter.Assign(table, spec).Parts.AsSpan().SequenceEqual(split.Parts))
        {
            return new(input.Candidate, input.Recorded, null, input.IsWinner, "The split comes out another: rows, seed or splitting have changed.");
        }

        var again = TrainOneCandidate.InputOf(input.Candidate, input.Trial, table, spec, split);
        return await Task.Run(() => Trainer.Train(again, cancellation), cancellation) switch
        {
            TrainingOutcome.Trained trained => new(
                input.Candidate, input.Recorded, Digests.Sha256Hex(trained.Model.ToBytes()), input.IsWinner),
            TrainingOutcome.NotTrained not => new(input.Candidate, input.Recorded, null, input.IsWinner, not.Problem.Message),
            var other => throw new ArgumentOutOfRangeException(nameof(input), other.GetType().Name, "Seen an outcome that is neither."),
        };
    }

    [Function(Names.ReportReproduction)]
    public async Task<ReproductionReport> Report([ActivityTrigger] ReproduceSummary summary, CancellationToken cancellation)
    {
        var asked = summary.Asked;
        var manifest = await ManifestAsync(asked, cancellation);
        var report = new ReproductionReport(
            asked.Model, asked.Version, summary.Candidates, EnvironmentDifferences.Of(manifest.Environment, TrainingEnvironments.Here));
        await audit.AppendAsync(
            new(AuditChains.Model(asked.Model), asked.Id, "version.reproduced", new(asked.AskedBy, ActorKind.Person, []), manifest.Owner,
                $"{asked.Model}@{asked.Version}", new Dictionary<string, string>
                {
                    ["reproduced"] = report.IsReproduced ? "true" : "false",
                    ["candidates"] = string.Join("; ", report.Candidates.Select(one => $"{one.Name}: {(one.IsSame ? "same" : "another")}")),
                    ["differences"] = report.Differences.Count == 0 ? "none" : string.Join(' ', report.Differences),
                }),
            cancellation);
        return report;
    }

    private async Task<ReleaseManifest> ManifestAsync(ReproduceInput asked, CancellationToken cancellation)
    {
        var registered = await registry.GetAsync(asked.Model, asked.Version, cancellation);
        return registered is null
            ? throw new VersionUnreadableException(asked.Model, asked.Version, "it is not in the registry")
            : await bundles.ReadManifestAsync(asked.Model, asked.Version, registered.ManifestDigest, cancellation)
                ?? throw new VersionUnreadableException(asked.Model, asked.Version, "its manifest is missing, or is not the registered one");
    }

    private static IngestOutcome.Accepted Inputs(ReleaseManifest manifest) =>
        new(manifest.Dataset, manifest.Schema, manifest.Pipeline, PipelineConfirmed: true, 0, 0);
}

/// <summary>A version cannot be trained again, as what it was made of cannot be read.</summary>
public sealed class VersionUnreadableException(string model, int version, string why) : Exception($"{model}@{version} cannot be reproduced: {why}.")
{
    public string Model { get; } = model;

    public int Version { get; } = version;
}
