using ServerlessMlops.App.Orchestrations;
using ServerlessMlops.Pipeline.Approval;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Policy;
using ServerlessMlops.Storage;

namespace ServerlessMlops.App.Activities;

/// <summary>Opens the question, and reads the answer from the stored votes; an event only ever wakes it.</summary>
public sealed class ApprovalDesk(
    ArtifactStore artifacts, Approvals approvals, EvidenceNow evidence, LastApproval lastApproval, RunJournal journal, TimeProvider time)
{
    [Function(Names.OpenApproval)]
    public async Task<ApprovalRequest> Open([ActivityTrigger] ApprovalAsk ask, CancellationToken cancellation)
    {
        var subject = ask.Subject;
        var request = await approvals.GetAsync(ask.RequestId, cancellation) ?? await approvals.OpenAsync(await AskedAsync(ask, cancellation), cancellation);
        var evaluation = (await evidence.UnderAsync(subject, request.Evidence.ChampionVersion, request.Policies, cancellation)).Report;
        var run = await journal.ChangeAsync(
            subject.Run.RunId, RunState.AwaitingApproval, $"Waiting for {request.Quorum} approvals until {request.Deadline:yyyy-MM-dd HH:mm} UTC.",
            run => run with { ApprovalRequestId = request.RequestId, Evaluation = evaluation }, cancellation);
        await journal.RecordAsync(run, "approval.opened", $"approval.{ask.Round}", new Dictionary<string, string>
        {
            ["request"] = request.RequestId,
            ["digest"] = request.Digest,
            ["submitter"] = request.Submitter,
            ["quorum"] = $"{request.Quorum}",
            ["deadline"] = $"{request.Deadline:O}",
            ["steps"] = string.Join("; ", Electorate.Rules(request).Steps.Select(step => $"{step.Name}: {step.Quorum} of {string.Join(", ", step.People.Concat(step.Roles))}")),
            ["envelope"] = request.Rules?.Envelope ?? "none",
        }, cancellation);
        return request;
    }

    [Function(Names.DecideApproval)]
    public async Task<ApprovalProgress> Decide([ActivityTrigger] string requestId, CancellationToken cancellation)
    {
        var asked = await approvals.GetAsync(requestId, cancellation) ?? throw new ApprovalNotFoundException(requestId);
        if (asked.State == ApprovalState.Open && asked.Void is null && await evidence.ChangeAsync(asked, cancellation) is { } change)
        {
            await approvals.VoidAsync(requestId, change, cancellation);
        }

        // Votes are counted before the decision is asked for: one that comes in between wakes the wait that follows.
        var counted = (await approvals.VotesAsync(requestId, cancellation)).Count;
        if (await approvals.DecideAsync(requestId, cancellation) is not TallyOutcome.Closed { Decision: var decision })
        {
            return new(null, counted) { NextLook = await LookedAtAsync(requestId, cancellation) };
        }

        var request = await approvals.GetAsync(requestId, cancellation) ?? throw new ApprovalNotFoundException(requestId);
        var votes = await approvals.VotesAsync(requestId, cancellation);
        var run = await journal.GetAsync(request.RunId, cancellation);
        await journal.RecordAsync(run, "approval.closed", $"closed.{requestId}", new Dictionary<string, string>
        {
            ["request"] = requestId,
            ["digest"] = request.Digest,
            ["decision"] = request.State.ToString(),
            ["why"] = request.Void?.Why ?? "the votes",
            ["votes"] = string.Join("; ", votes.Select(vote => $"{vote.Voter}: {vote.Choice}")),
        }, cancellation);
        return new(decision, votes.Count);
    }

    private async Task<ApprovalRequest> AskedAsync(ApprovalAsk ask, CancellationToken cancellation)
    {
        var subject = ask.Subject;
        var spec = await artifacts.ReadAsync<PipelineSpec>(subject.Data.Pipeline, cancellation);
        var about = await evidence.OfAsync(subject, cancellation);
        var now = time.GetUtcNow();
        var deadline = now.AddHours(spec.Approval.DeadlineHours);
        var report = await artifacts.ReadAsync<EvaluationReport>(about.Report, cancellation);
        var waived = report.Gates.Min(gate => gate.Waiver?.ExpiresAt);
        var request = new ApprovalRequest(
            ask.RequestId, subject.Run.RunId, subject.Run.Model, EvidenceDigest.Of(about.Evidence), about.Evidence, subject.Submitter,
            spec.Approval.Roles, spec.Approval.Quorum, now, waived < deadline ? waived.Value : deadline);
        var since = await lastApproval.CompareAsync(request, spec, "", cancellation);
        var rules = RequestRules.Of(spec.Approval, [subject.Submitter], ChangeEnvelopes.Inside(spec.Approval, since, report));
        return request with
        {
            Policies = about.Policies,
            Void = about.Verdict is GateVerdict.Fail stopped ? new($"Under what holds now the gates stop it: {string.Join("; ", stopped.Stopping.Select(gate => gate.Rule))}.", false) : null,
            Rules = rules,
            Quorum = rules.Steps.Sum(step => step.Quorum),
            Roles = [.. rules.Steps.SelectMany(step => step.Roles).Distinct()],
        };
    }

    /// <summary>Records what is due by now, each once: reminders, and that others may decide as well.</summary>
    private async Task<DateTime?> LookedAtAsync(string requestId, CancellationToken cancellation)
    {
        var request = await approvals.GetAsync(requestId, cancellation) ?? throw new ApprovalNotFoundException(requestId);
        var now = time.GetUtcNow();
        var run = await journal.GetAsync(request.RunId, cancellation);
        var facts = new Dictionary<string, string> { ["request"] = requestId, ["deadline"] = $"{Deadlines.Of(request, now):O}" };
        if (NextLook.Reminders(request, now) is > 0 and var ordinal)
        {
            await journal.RecordAsync(run, "approval.reminded", $"reminded.{requestId}.{ordinal}", facts, cancellation);
        }

        if (NextLook.IsEscalated(request, now))
        {
            var escalation = request.Rules!.Escalation!;
            facts["to"] = string.Join(", ", escalation.People.Concat(escalation.Roles));
            await journal.RecordAsync(run, "approval.escalated", $"escalated.{requestId}", facts, cancellation);
        }

        return NextLook.After(request, now).UtcDateTime;
    }
}
