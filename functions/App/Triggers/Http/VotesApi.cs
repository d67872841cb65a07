using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using ServerlessMlops.App.Activities;
using ServerlessMlops.App.Identity;
using ServerlessMlops.App.Middleware;
using ServerlessMlops.Pipeline.Approval;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Storage;

namespace ServerlessMlops.App.Triggers.Http;

public sealed record VoteInput(VoteChoice Choice, string Reason, string Digest);

/// <summary>Takes a vote: stored first; the event that follows only wakes the run.</summary>
public sealed class VotesApi(Approvals approvals, Storage.Runs runs, RunJournal journal)
{
    [Function("CastVote"), Access(Roles.SignedIn)]
    public async Task<IActionResult> Cast(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "approvals/{id}/votes")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        var (input, refusal) = await ReadAsync(request, cancellation);
        if (input is null)
        {
            return refusal!;
        }

        var caller = request.Caller();
        var admission = await approvals.VoteAsync(id, new(caller.Name, caller.Roles, input.Choice, input.Reason, input.Digest), cancellation);
        if (admission is not Admission.Admitted { Vote: var vote })
        {
            return Refusals.Of(admission, id);
        }

        var asked = (await approvals.GetAsync(id, cancellation))!;
        var votes = await approvals.VotesAsync(id, cancellation);
        await RecordAsync(asked, vote, caller, cancellation);
        await WakeAsync(durable, id, votes.ToList().FindIndex(one => one.Voter == vote.Voter) + 1, cancellation);
        return request.HasFormContentType
            ? Reasons.BackTo(request, "/votes")
            : Json.Created(new { request = asked, votes });
    }

    private static async Task<(VoteInput? Input, IActionResult? Refusal)> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (!request.HasFormContentType)
        {
            return await Body.ReadAsync<VoteInput>(request, cancellation);
        }

        var form = await request.ReadFormAsync(cancellation);
        return Enum.TryParse<VoteChoice>(form["choice"], ignoreCase: true, out var choice) && Enum.IsDefined(choice)
            ? (new VoteInput(choice, form["reason"].ToString(), form["digest"].ToString()), null)
            : (null, ProblemResults.BadRequest($"Seen choice '{form["choice"]}'; expected approve or reject."));
    }

    private async Task RecordAsync(ApprovalRequest asked, Vote vote, Caller caller, CancellationToken cancellation)
    {
        var run = await runs.GetAsync(asked.RunId, cancellation) ?? throw new RunNotFoundException(asked.RunId);
        await journal.RecordAsync(run, "approval.voted", $"vote.{asked.RequestId}.{vote.Voter}", new Dictionary<string, string>
        {
            ["request"] = asked.RequestId,
            ["choice"] = vote.Choice.ToString(),
            ["reason"] = vote.Reason,
            ["digest"] = vote.Digest,
            ["method"] = caller.Method.ToString(),
        }, cancellation, new(caller.Name, ActorKind.Person, caller.Roles));
    }

    /// <summary>The vote counts whether or not this arrives: the run reads the votes again by itself.</summary>
    private static async Task WakeAsync(DurableTaskClient durable, string requestId, int ordinal, CancellationToken cancellation)
    {
        if (await durable.GetInstanceAsync(Names.ApprovalInstance(requestId), cancellation) is { IsRunning: true })
        {
            await durable.RaiseEventAsync(Names.ApprovalInstance(requestId), Names.VoteEvent(ordinal), null, cancellation);
        }
    }
}
