using ServerlessMlops.Pages;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Storage;

namespace ServerlessMlops.App.Receipts;

/// <summary>Writes the receipt that lies beside the dropped file: always made anew from what is stored, so it can be written any number of times.</summary>
public sealed class ReceiptDesk(Storage.Receipts receipts, ArtifactStore artifacts, Approvals approvals)
{
    public async Task WriteAsync(RunRecord run, CancellationToken cancellation)
    {
        var receipt = await BuildAsync(run, cancellation);
        await receipts.WriteAsync(run.Request, receipt, await ReceiptPage.RenderAsync(receipt), cancellation);
    }

    public async Task<Receipt> BuildAsync(RunRecord run, CancellationToken cancellation) => new()
    {
        RunId = run.Request.RunId,
        Model = run.Request.Model,
        File = run.Request.File,
        State = run.State,
        Verdict = run.Detail ?? "Received.",
        UpdatedAt = run.UpdatedAt,
        Problems = await ReadAsync<List<Problem>>(run.Problems, cancellation) ?? [],
        Schema = await ReadAsync<TableSchema>(run.Data?.Schema, cancellation),
        Profile = await ReadAsync<DatasetProfile>(run.Profile, cancellation),
        Judgement = await ReadAsync<DataJudgement>(run.Judgement, cancellation),
        SetAside = await ReadAsync<List<RejectedRow>>(run.SetAside, cancellation) ?? [],
        Datasheet = await ReadAsync<Datasheet>(run.Datasheet, cancellation),
        ProposedContract = await ReadAsync<string>(run.ProposedContract, cancellation),
        Pipeline = await ReadAsync<PipelineSpec>(run.Data?.Pipeline, cancellation),
        ProposedPipeline = await ReadAsync<string>(run.Proposal, cancellation),
        Evaluation = await ReadAsync<EvaluationReport>(run.Evaluation, cancellation),
        Submitter = run.Submitter,
        Votes = run.ApprovalRequestId is { } request ? await approvals.VotesAsync(request, cancellation) : [],
        Version = run.Version,
        Next = NextStep.Of(run),
    };

    private async Task<T?> ReadAsync<T>(ArtifactRef? artifact, CancellationToken cancellation) where T : class =>
        artifact is null ? null : await artifacts.ReadAsync<T>(artifact, cancellation);
}
