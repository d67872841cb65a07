using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Pipeline.Policy;
using ServerlessMlops.Storage;

namespace ServerlessMlops.App.Activities;

/// <summary>Takes the upload in: a snapshot that cannot change any more, its shape, and the specification the run is held to.</summary>
public sealed class IngestDataset(
    Datasets datasets, ArtifactStore artifacts, PipelineFiles pipelines, ContentIndex contents, Submissions submissions, Storage.Runs runs, RunJournal journal)
{
    [Function(Names.Ingest)]
    public async Task<Carried<IngestOutcome>> Run([ActivityTrigger] RunRequest request, CancellationToken cancellation)
    {
        await journal.EnterAsync(request.RunId, RunState.Ingesting, "Reading the file.", cancellation);
        var taken = await datasets.SnapshotAsync(request, cancellation);
        if (taken is not DatasetOutcome.Taken { Snapshot: var snapshot })
        {
            return await RejectAsync(request, null, [Untaken.Of(request, taken)], cancellation);
        }

        var file = await pipelines.ReadAsync(request.Model, cancellation);
        if (await EarlierAsync(request, snapshot, SpecificationFile.DigestOf(file), cancellation) is { } earlier)
        {
            return new(new IngestOutcome.Unchanged(earlier));
        }

        var submission = await submissions.FindAsync(request.Model, request.File, snapshot.Digest, cancellation);
        await runs.UpdateAsync(
            request.RunId, run => run with { SnapshotDigest = snapshot.Digest, Submitter = run.Submitter ?? submission?.Submitter }, cancellation);
        return await JudgeAsync(request, snapshot, file, cancellation);
    }

    private async Task<Carried<IngestOutcome>> JudgeAsync(RunRequest request, ArtifactRef snapshot, PipelineFile file, CancellationToken cancellation)
    {
        var parsed = SpecificationFile.Parse(file);
        var confirmed = parsed as SpecOutcome.Valid;
        await using var content = await artifacts.OpenAsync(snapshot, cancellation);
        var read = Dataset.Read(content, request.File, confirmed?.Spec);
        var profile = read.Profile is null ? null : await artifacts.PutJsonAsync(read.Profile, cancellation);
        await runs.UpdateAsync(request.RunId, run => run with { Profile = profile }, cancellation);
        var judged = Judgement.Of(request, parsed, read);
        if (judged is Judgement.Unfit unfit)
        {
            return await RejectAsync(request, snapshot, unfit.Problems, cancellation);
        }

        var fit = (Judgement.Fit)judged;
        var accepted = new IngestOutcome.Accepted(
            snapshot,
            await artifacts.PutJsonAsync(fit.Schema, cancellation),
            await artifacts.PutJsonAsync(fit.Spec, cancellation),
            confirmed is not null,
            fit.Schema.Rows,
            fit.Schema.Columns.Count);
        var problems = await artifacts.PutJsonAsync(fit.Warnings, cancellation);
        var proposal = fit.ProposedYaml is null ? null : await artifacts.PutJsonAsync(fit.ProposedYaml, cancellation);
        var run = await journal.ChangeAsync(request.RunId, run => run with
        {
            Data = accepted,
            Problems = problems,
            Proposal = proposal,
            Owner = confirmed?.Spec.Owner,
            Task = fit.Spec.Task,
        }, cancellation);
        await journal.RecordAsync(run, "data.ingested", "ingest", new Dictionary<string, string>
        {
            ["dataset"] = snapshot.Digest,
            ["pipeline"] = accepted.Pipeline.Digest,
            ["pipelineConfirmed"] = confirmed is null ? "false" : "true",
            ["rows"] = $"{accepted.Rows}",
            ["columns"] = $"{accepted.Columns}",
            ["policy"] = BuiltInPolicy.Version,
        }, cancellation);
        return new(accepted);
    }

    private async Task<Carried<IngestOutcome>> RejectAsync(
        RunRequest request, ArtifactRef? snapshot, IReadOnlyList<Problem> problems, CancellationToken cancellation)
    {
        var errors = problems.Count(problem => problem.Severity == Severity.Error);
        var listed = await artifacts.PutJsonAsync(problems, cancellation);
        var run = await runs.UpdateAsync(request.RunId, run => run with { Problems = listed }, cancellation);
        await journal.RecordAsync(run, "data.rejected", "ingest", new Dictionary<string, string>
        {
            ["dataset"] = snapshot?.Digest ?? "none",
            ["problems"] = listed.Digest,
            ["errors"] = $"{errors}",
            ["codes"] = string.Join(' ', problems.Select(problem => problem.Code).Distinct()),
        }, cancellation);
        var summary = errors == 1 ? $"One problem: {problems.First(p => p.Severity == Severity.Error).Message}" : $"{errors} problems; the receipt lists each.";
        return new(new IngestOutcome.Rejected(listed, errors, summary));
    }

    /// <summary>A run that ended without an answer gives its content up: dropping the file again asks again.</summary>
    private async Task<string?> EarlierAsync(RunRequest request, ArtifactRef snapshot, string? pipeline, CancellationToken cancellation)
    {
        var first = await contents.FirstRunAsync(request.Model, snapshot.Digest, pipeline, request.RunId, cancellation);
        if (first == request.RunId)
        {
            return null;
        }

        var earlier = await runs.GetAsync(first, cancellation);
        if (earlier is { State: not (RunState.Failed or RunState.Expired) })
        {
            return first;
        }

        var holder = await contents.TakeOverAsync(request.Model, snapshot.Digest, pipeline, first, request.RunId, cancellation);
        return holder == request.RunId ? null : holder;
    }
}
