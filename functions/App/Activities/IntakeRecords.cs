using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Storage;

namespace ServerlessMlops.App.Activities;

/// <summary>Writes down what the intake found: artefacts, the run's record, its audit entry. The receipt is made of them.</summary>
public sealed class IntakeRecords(ArtifactStore artifacts, Storage.Runs runs, RunJournal journal)
{
    /// <summary>What is shown of every file, whether it is taken in or not.</summary>
    public async Task<RunRecord> KeepAsync(
        RunRequest request, Specification specification, ReadSpecification written, ReadOutcome read, Fitness fitness, CancellationToken cancellation)
    {
        var profile = await PutAsync(fitness.Profile, cancellation);
        var judgement = await PutAsync(fitness.Judgement, cancellation);
        var aside = await PutAsync((read.Verdict as ContractVerdict.RowsSetAside)?.Rows, cancellation);
        var datasheet = await PutAsync(Datasheets.Of(written.Contract, written.Pipeline), cancellation);
        var contract = specification.HasContract ? null : Proposed(request.Model, read, fitness);
        var patch = await PutAsync(contract is null ? null : ContractProposal.Patch(contract), cancellation);
        var personal = await PutAsync(read.PersonalVerdict is { Treatments.Count: > 0 } ? read.Personal : null, cancellation);
        return await runs.UpdateAsync(
            request.RunId,
            run => run with
            {
                Profile = profile,
                Judgement = judgement,
                SetAside = aside,
                Datasheet = datasheet,
                ProposedContract = patch,
                Personal = personal,
            },
            cancellation);
    }

    /// <param name="kept">As <see cref="KeepAsync"/> gave it.</param>
    public async Task<IngestOutcome> AcceptAsync(
        RunRecord kept, Spool content, ReadSpecification written, Fitness.Fit fit, CandidateResult? brought, CancellationToken cancellation)
    {
        var accepted = new IngestOutcome.Accepted(
            await artifacts.PutAsync(content, MediaType(fit.Schema.Format), cancellation),
            await artifacts.PutJsonAsync(fit.Schema, cancellation),
            await artifacts.PutJsonAsync(fit.Held, cancellation),
            written.Pipeline is not null,
            fit.Schema.Rows,
            fit.Schema.Columns.Count)
        {
            Contract = await PutAsync(written.Contract, cancellation),
            Judgement = kept.Judgement,
            Policies = written.Policies.Policies.Count == 0 ? null : await artifacts.PutJsonAsync(written.Policies.Policies, cancellation),
            PolicyVersion = written.Policies.Policies.Count == 0 ? null : written.Policies.Version,
            Brought = brought,
        };
        var problems = await artifacts.PutJsonAsync(fit.Problems, cancellation);
        var proposal = await PutAsync(fit.ProposedYaml, cancellation);
        var run = await journal.ChangeAsync(kept.Request.RunId, run => run with
        {
            Data = accepted,
            Problems = problems,
            Proposal = proposal,
            Owner = written.Pipeline?.Owner,
            Task = fit.Held.Task,
        }, cancellation);
        await journal.RecordAsync(run, "data.ingested", "ingest", new Dictionary<string, string>
        {
            ["dataset"] = accepted.Snapshot.Digest,
            ["pipeline"] = accepted.Pipeline.Digest,
            ["pipelineConfirmed"] = written.Pipeline is null ? "false" : "true",
            ["contract"] = accepted.Contract?.Digest ?? "none",
            ["judgement"] = accepted.Judgement?.Digest ?? "none",
            ["rows"] = $"{accepted.Rows}",
            ["rowsSetAside"] = $"{fit.Schema.SetAside?.Count ?? 0}",
            ["columnsMasked"] = fit.Masked.Count == 0 ? "none" : string.Join(", ", fit.Masked),
            ["columns"] = $"{accepted.Columns}",
            ["policy"] = written.Policies.Version,
            ["model"] = brought?.Model?.Digest ?? "to be trained",
        }, cancellation);
        return accepted;
    }

    /// <param name="content">Kept, so that what was refused can be looked at; null where there is nothing to keep.</param>
    public async Task<IngestOutcome> RejectAsync(
        RunRequest request, IReadOnlyList<Problem> problems, CancellationToken cancellation, Spool? content = null)
    {
        var snapshot = content is null ? null : await artifacts.PutAsync(content, "application/octet-stream", cancellation);
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
        return new IngestOutcome.Rejected(listed, errors, summary);
    }

    /// <summary>Of a file that is as it should be, or lacks nothing but an agreement on its personal data.</summary>
    private static string? Proposed(string model, ReadOutcome read, Fitness fitness) =>
        fitness.Profile is null || fitness.Problems.Any(problem => problem.Severity == Severity.Error && problem.Code != PersonalDataCodes.NotAgreed)
            ? null
            : ContractProposal.From(
                model, fitness.Profile, fitness.Spec, read.PersonalVerdict?.Treatments.Select(treatment => treatment.Column).ToHashSet());

    private async Task<ArtifactRef?> PutAsync<T>(T? value, CancellationToken cancellation) where T : class =>
        value is null ? null : await artifacts.PutJsonAsync(value, cancellation);

    private static string MediaType(string format) => format switch
    {
        "parquet" => "application/vnd.apache.parquet",
        "jsonl" => "application/jsonl",
        _ => "text/csv",
    };
}
