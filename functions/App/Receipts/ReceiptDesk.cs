using ServerlessMlops.Pages;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Storage;

namespace ServerlessMlops.App.Receipts;

/// <summary>
/// Writes the receipt that lies beside the dropped file: always made anew from what is stored, so it can be written any number of times.
/// </summary>
public sealed class ReceiptDesk(
    Storage.Receipts receipts, Storage.Runs runs, ArtifactStore artifacts, Approvals approvals, PublicAddress address)
{
    private const int MaxRounds = 5;

    public async Task WriteAsync(RunRecord run, CancellationToken cancellation)
    {
        for (var round = 0; round < MaxRounds; round++)
        {
            var receipt = await BuildAsync(run, cancellation);
            await receipts.WriteAsync(run.Request, receipt, await ReceiptPage.RenderAsync(receipt), cancellation);

            // Of two steps that write at once, the one that read first may write last: whoever writes looks again.
            var now = await runs.GetAsync(run.Request.RunId, cancellation);
            if (now is null || now.UpdatedAt == run.UpdatedAt)
            {
                return;
            }

            run = now;
        }
    }

    public async Task<Receipt> BuildAsync(RunRecord run, CancellationToken cancellation)
    {
        var request = run.ApprovalRequestId is { } id ? await approvals.GetAsync(id, cancellation) : null;
        var votes = request is null ? [] : await approvals.VotesAsync(request.RequestId, cancellation);
        return new()
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
            Personal = await ReadAsync<PersonalDataReport>(run.Personal, cancellation),
            Datasheet = await ReadAsync<Datasheet>(run.Datasheet, cancellation),
            ProposedContract = await ReadAsync<string>(run.ProposedContract, cancellation),
            Pipeline = await ReadAsync<PipelineSpec>(run.Data?.Pipeline, cancellation),
            ProposedPipeline = await ReadAsync<string>(run.Proposal, cancellation),
            Evaluation = await ReadAsync<EvaluationReport>(run.Evaluation, cancellation),
            Submitter = run.Submitter,
            Votes = votes,
            Decision = request is null ? null : DecisionOf(request, votes),
            Version = run.Version,
            Next = NextStep.Of(run),
            RunPage = address.OfRun(run.Request.RunId),
        };
    }

    private static ReceiptDecision DecisionOf(ApprovalRequest request, IReadOnlyList<Vote> votes) => new(
        request.State, votes.Count(vote => vote.Choice == VoteChoice.Approve), request.Quorum, request.Deadline, request.ClosedAt);

    private async Task<T?> ReadAsync<T>(ArtifactRef? artifact, CancellationToken cancellation) where T : class =>
        artifact is null ? null : await artifacts.ReadAsync<T>(artifact, cancellation);
}
