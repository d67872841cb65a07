using ServerlessMlops.App.Orchestrations;
using ServerlessMlops.Pipeline.Approval;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Policy;
using ServerlessMlops.Storage;

namespace ServerlessMlops.App.Activities;

/// <summary>Opens the question, and reads the answer from the stored votes; an event only ever wakes it.</summary>
public sealed class ApprovalDesk(ArtifactStore artifacts, Approvals approvals, Aliases aliases, RunJournal journal, TimeProvider time)
{
    [Function(Names.OpenApproval)]
    public async Task<ApprovalRequest> Open([ActivityTrigger] ApprovalAsk ask, CancellationToken cancellation)
    {
        var subject = ask.Subject;
        var request = await approvals.GetAsync(ask.RequestId, cancellation) ?? await approvals.OpenAsync(await AskedAsync(ask, cancellation), cancellation);
        var run = await journal.ChangeAsync(
            subject.Run.RunId, RunState.AwaitingApproval, $"Waiting for {request.Quorum} approvals until {request.Deadline:yyyy-MM-dd HH:mm} UTC.",
            run => run with { ApprovalRequestId = request.RequestId }, cancellation);
        await journal.RecordAsync(run, "approval.opened", $"approval.{ask.Round}", new Dictionary<string, string>
        {
            ["request"] = request.RequestId,
            ["digest"] = request.Digest,
            ["submitter"] = request.Submitter,
            ["quorum"] = $"{request.Quorum}",
            ["deadline"] = $"{request.Deadline:O}",
        }, cancellation);
        return request;
    }

    [Function(Names.DecideApproval)]
    public async Task<ApprovalProgress> Decide([ActivityTrigger] string requestId, CancellationToken cancellation)
    {
        // Votes are counted before the decision is asked for: one that comes in between wakes the wait that follows.
        var counted = (await approvals.VotesAsync(requestId, cancellation)).Count;
        if (await approvals.DecideAsync(requestId, cancellation) is not TallyOutcome.Closed { Decision: var decision })
        {
            return new(null, counted);
        }

        var request = await approvals.GetAsync(requestId, cancellation) ?? throw new ApprovalNotFoundException(requestId);
        var votes = await approvals.VotesAsync(requestId, cancellation);
        var run = await journal.GetAsync(request.RunId, cancellation);
        await journal.RecordAsync(run, "approval.closed", $"closed.{requestId}", new Dictionary<string, string>
        {
            ["request"] = requestId,
            ["digest"] = request.Digest,
            ["decision"] = request.State.ToString(),
            ["votes"] = string.Join("; ", votes.Select(vote => $"{vote.Voter}: {vote.Choice}")),
        }, cancellation);
        return new(decision, votes.Count);
    }

    private async Task<ApprovalRequest> AskedAsync(ApprovalAsk ask, CancellationToken cancellation)
    {
        var subject = ask.Subject;
        var spec = await artifacts.ReadAsync<PipelineSpec>(subject.Data.Pipeline, cancellation);
        var champion = await aliases.FindAsync(subject.Run.Model, cancellation: cancellation);
        var evidence = Evidence(subject, champion?.Version);
        var now = time.GetUtcNow();
        var deadline = now.AddHours(spec.Approval.DeadlineHours);
        var waived = subject.Evaluated.Gates.Min(gate => gate.Waiver?.ExpiresAt);
        return new(
            ask.RequestId, subject.Run.RunId, subject.Run.Model, EvidenceDigest.Of(evidence), evidence, subject.Submitter,
            spec.Approval.Roles, spec.Approval.Quorum, now, waived < deadline ? waived.Value : deadline);
    }

    /// <summary>What is being approved; deploy computes it again.</summary>
    internal static ApprovalEvidence Evidence(ApprovalSubject subject, int? champion) => new(
        subject.Data.Snapshot.Digest, subject.Split.Digest, subject.Evaluated.Chosen.Model!.Digest, subject.Data.Pipeline.Digest,
        subject.Evaluated.Report.Digest, subject.Data.PolicyVersion ?? BuiltInPolicy.Version, champion)
    {
        Contract = subject.Data.Contract?.Digest,
        Judgement = subject.Data.Judgement?.Digest,
    };
}
