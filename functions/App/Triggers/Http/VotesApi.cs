using System.Globalization;
using Microsoft.AspNetCore.Http;
using ServerlessMlops.App.Activities;
using ServerlessMlops.App.Identity;
using ServerlessMlops.App.Middleware;
using ServerlessMlops.Pipeline.Approval;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Storage;
using static ServerlessMlops.App.Middleware.JsonBodies;

namespace ServerlessMlops.App.Triggers.Http;

public sealed record VoteInput(VoteChoice Choice, string Reason, string Digest)
{
    public IReadOnlyList<ReleaseCondition>? Conditions { get; init; }
}

/// <summary>Takes a vote: stored first; the event that follows only wakes the run.</summary>
public sealed class VotesApi(Approvals approvals, Storage.Runs runs, RunJournal journal)
{
    [Function("CastVote"), Access(Roles.SignedIn)]
    public async Task<IResult> Cast(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "approvals/{id}/votes")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        if (!(await ReadAsync(request, cancellation)).IsRead(out var input, out var unreadable))
        {
            return unreadable;
        }

        var caller = request.Caller();
        var ballot = new Ballot(caller.Name, caller.Roles, input.Choice, input.Reason, input.Digest) { Conditions = input.Conditions };
        switch (await approvals.VoteAsync(id, ballot, cancellation))
        {
            case Admission.AlreadyVoted { Earlier: var earlier } same when earlier.Choice == input.Choice && earlier.Reason == input.Reason.Trim():
                // Stored, and cut off before it was recorded: a repeated request finishes what the first one began.
                await RecordAsync((await approvals.GetAsync(id, cancellation))!, earlier, caller, cancellation);
                return Refusals.Of(same, id);
            case Admission.Admitted { Vote: var vote }:
                return await StoredAsync(vote, request, durable, caller, cancellation);
            case var refused:
                return Refusals.Of(refused, id);
        }
    }

    private async Task<IResult> StoredAsync(
        Vote vote, HttpRequest request, DurableTaskClient durable, Caller caller, CancellationToken cancellation)
    {
        var asked = (await approvals.GetAsync(vote.RequestId, cancellation))!;
        var votes = await approvals.VotesAsync(vote.RequestId, cancellation);
        await RecordAsync(asked, vote, caller, cancellation);
        await WakeAsync(durable, asked.RequestId, votes.ToList().FindIndex(one => one.Voter == vote.Voter) + 1, cancellation);
        return request.HasFormContentType
            ? Reasons.BackTo(request, "/votes")
            : Answer(new { request = asked, votes }, StatusCodes.Status201Created);
    }

    private static async Task<JsonBody<VoteInput>> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (!request.HasFormContentType)
        {
            return await request.ReadBodyAsync<VoteInput>();
        }

        var form = await request.ReadFormAsync(cancellation);
        return Enum.TryParse<VoteChoice>(form["choice"], ignoreCase: true, out var choice) && Enum.IsDefined(choice)
            ? new JsonBody<VoteInput>.Read(new(choice, form["reason"].ToString(), form["digest"].ToString()) { Conditions = Condition(form) })
            : new JsonBody<VoteInput>.Unreadable(ProblemResults.BadRequest($"Seen choice '{form["choice"]}'; expected approve or reject."));
    }

    /// <summary>The page asks for one; the API takes several.</summary>
    private static ReleaseCondition[]? Condition(IFormCollection form) => form["condition"].ToString().Trim() is { Length: > 0 } text
        ? [new(text, double.TryParse(form["conditionDays"], NumberStyles.Float, CultureInfo.InvariantCulture, out var days) ? days : double.NaN)]
        : null;

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
            ["onBehalfOf"] = vote.OnBehalfOf ?? "none",
            ["conditions"] = vote.Conditions is { } conditions
                ? string.Join("; ", conditions.Select(one => FormattableString.Invariant($"{one.Text} (within {one.DueDays} days)"))) : "none",
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
