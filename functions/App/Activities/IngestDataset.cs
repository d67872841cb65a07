using ServerlessMlops.Learning.Onnx;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Storage;

namespace ServerlessMlops.App.Activities;

/// <summary>Takes the upload in: what people agreed on, what the file holds, and whether a model may learn from it.</summary>
public sealed class IngestDataset(
    Datasets datasets, PipelineFiles pipelines, PolicyFiles policies, ContentIndex contents, Submissions submissions, ChampionData champion, Storage.Runs runs,
    SnapshotMasking masking, BroughtIntake brought, IntakeRecords records, RunJournal journal)
{
    [Function(Names.Ingest)]
    public async Task<Carried<IngestOutcome>> Run([ActivityTrigger] RunRequest request, CancellationToken cancellation)
    {
        await journal.EnterAsync(request.RunId, RunState.Ingesting, "Reading the file.", cancellation);
        var outcome = await datasets.TakeAsync(request, cancellation);
        if (outcome is not DatasetOutcome.Taken { Content: var dropped })
        {
            return new(await records.RejectAsync(request, [Untaken.Of(request.OfData, outcome)], cancellation));
        }

        await using var content = dropped;
        var model = await brought.TakeAsync(request, cancellation);
        if (model?.Why is { } why)
        {
            return new(await records.RejectAsync(request, [why], cancellation));
        }

        var specification = await Specification.ReadAsync(pipelines, policies, request.Model, cancellation);
        var given = model is null ? dropped.Digest : $"{dropped.Digest} {model.Digest}";
        if (await EarlierAsync(request, given, specification.Digest, cancellation) is { } earlier)
        {
            return new(new IngestOutcome.Unchanged(earlier));
        }

        var submission = await submissions.FindAsync(request.Model, request.File, dropped.Digest, cancellation);
        await runs.UpdateAsync(
            request.RunId, run => run with { SnapshotDigest = dropped.Digest, Submitter = run.Submitter ?? submission?.Submitter }, cancellation);
        return new(await JudgeAsync(request, dropped, specification, model, cancellation));
    }

    private async Task<IngestOutcome> JudgeAsync(
        RunRequest request, Spool dropped, Specification specification, BroughtBytes? model, CancellationToken cancellation)
    {
        var written = specification.Parse(request.Model);
        var (kept, read) = masking.Apply(request, dropped, Dataset.Read(dropped.Content, request.OfData.File, written.Pipeline, written.Contract));
        await using var content = kept;
        var (reference, missing) = read is ReadOutcome.Clean ? await champion.ReadAsync(request.Model, cancellation) : default;
        var fitness = Fitness.Of(request, written, specification.HasPipeline, read, reference);
        fitness = missing is null ? fitness : fitness with { Problems = [.. fitness.Problems, missing] };
        fitness = read.PersonalVerdict is { } personal ? fitness.Shown(new Disclosure(personal)) : fitness;
        var taken = model is null ? null : await BroughtIntake.JudgeAsync(model, request.File, fitness, read, cancellation);
        fitness = taken is BroughtOutcome.Refused refused ? fitness.Refused(refused.Problems) : fitness;
        var run = await records.KeepAsync(request, specification, written, read, fitness, cancellation);
        return fitness is Fitness.Fit fit
            ? await records.AcceptAsync(run, kept, written, fit, await brought.KeepAsync(taken, model, cancellation), cancellation)
            : await records.RejectAsync(request, fitness.Problems, cancellation, MayBeKept(read, isMasked: kept != dropped) ? kept : null);
    }

    /// <summary>What the contract refuses, or nobody agreed on, is kept nowhere: the upload stays the only copy.</summary>
    private static bool MayBeKept(ReadOutcome read, bool isMasked) => isMasked
        || (read.PersonalVerdict?.Treatments.All(treatment => treatment.Policy == PersonalDataPolicy.Allow) ?? true);

    /// <summary>A run that ended without an answer gives its content up: dropping the file again asks again.</summary>
    private async Task<string?> EarlierAsync(RunRequest request, string content, string? specification, CancellationToken cancellation)
    {
        var first = await contents.FirstRunAsync(request.Model, content, specification, request.RunId, cancellation);
        if (first == request.RunId)
        {
            return null;
        }

        var earlier = await runs.GetAsync(first, cancellation);
        if (earlier is { State: not (RunState.Failed or RunState.Expired) })
        {
            return first;
        }

        var holder = await contents.TakeOverAsync(request.Model, content, specification, first, request.RunId, cancellation);
        return holder == request.RunId ? null : holder;
    }
}
