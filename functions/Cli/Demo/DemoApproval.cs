using ServerlessMlops.Cli.Commands;
using ServerlessMlops.Cli.Http;
using ServerlessMlops.Cli.Output;
using ServerlessMlops.Pipeline.Contracts;
using Spectre.Console;

namespace ServerlessMlops.Cli.Demo;

/// <summary>The people's part: the page to look at, and votes cast over HTTP, each with the voter's own token.</summary>
internal sealed class DemoApproval(Invocation invocation, ApiClient api, LocalSignIn signIn, DemoPeople people, DemoStory story, LineReader lines)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);

    /// <returns>The run when it is decided; still waiting where nobody is there to ask.</returns>
    public async Task<RunRecord> DecideAsync(RunRecord run, bool yes, CancellationToken cancellation)
    {
        var view = await Approvals.FindAsync(api, run.ApprovalRequestId ?? run.Request.RunId, cancellation);
        var request = view.Request;
        var console = invocation.Answer.Story;
        story.Waits("Approve", $"{request.Quorum} people decide; {request.Submitter} submitted and may not");
        console.MarkupLineInterpolated($"    [grey]page[/]      [link]{api.ApprovalPage(request.RequestId)}[/]");
        console.MarkupLineInterpolated($"    [grey]evidence[/]  {request.Digest}");
        foreach (var voter in people.Approvers.Take(request.Quorum))
        {
            SignInText.Write(console, voter.Name, await signIn.CodeAsync(voter.Name, cancellation));
        }

        if (yes)
        {
            await VoteAsync(request, VoteChoice.Approve, "The gates and the group table were read. (demo --yes)", cancellation);
            return await FollowAsync(request, cancellation);
        }

        if (!invocation.Screen.CanAsk)
        {
            story.Waits("Approve", "nobody is here to ask; add --yes to vote as two different approvers");
            return run;
        }

        return await AskAsync(request, cancellation);
    }

    private async Task<RunRecord> AskAsync(ApprovalRequest request, CancellationToken cancellation)
    {
        var console = invocation.Answer.Story;
        var voters = people.Approvers.Take(request.Quorum).Select(user => user.Nick).ToList();
        console.MarkupLineInterpolated($"    Vote on the page, or here: [bold]a[/] approves as {string.Join(" and ", voters)}, [bold]r[/] rejects as {voters[0]}; then Enter.");
        while (true)
        {
            var answered = await Task.WhenAny(lines.NextAsync(), Task.Delay(Look, invocation.Time, cancellation)) == lines.NextAsync();
            cancellation.ThrowIfCancellationRequested();
            var run = await RunAsync(request, cancellation);
            if (run.State != RunState.AwaitingApproval)
            {
                return await FollowAsync(request, cancellation);
            }

            story.Votes((await api.FindApprovalAsync(request.RequestId, cancellation))!.Votes);
            VoteChoice? choice = answered ? Choice(lines.Take()) : null;
            if (choice is { } chosen)
            {
                await VoteAsync(request, chosen, "Decided in the terminal of the demo.", cancellation);
                return await FollowAsync(request, cancellation);
            }
        }
    }

    private static VoteChoice? Choice(string? typed) => typed?.Trim().ToLowerInvariant() switch
    {
        "a" or "approve" => VoteChoice.Approve,
        "r" or "reject" => VoteChoice.Reject,
        _ => null,
    };

    /// <summary>Each with a token of their own; who voted on the page meanwhile keeps that vote.</summary>
    private async Task VoteAsync(ApprovalRequest request, VoteChoice choice, string reason, CancellationToken cancellation)
    {
        foreach (var user in choice == VoteChoice.Approve ? people.Approvers.Take(request.Quorum) : people.Approvers.Take(1))
        {
            using var voter = await signIn.ClientAsync(user.Name, cancellation);
            var seen = (await voter.FindApprovalAsync(request.RequestId, cancellation))!;
            if (seen.Votes.All(vote => vote.Voter != user.Name))
            {
                var answer = await voter.VoteAsync(request.RequestId, choice, reason, seen.Request.Digest, null, cancellation);
                story.Votes(answer.Votes);
            }
        }
    }

    private async Task<RunRecord> FollowAsync(ApprovalRequest request, CancellationToken cancellation)
    {
        var started = invocation.Time.GetTimestamp();
        return await Work.ShowAsync(invocation.Answer.Story, invocation.Answer.StoryIsLive, "Deciding", progress =>
            new RunFollower(api, invocation.Time).UntilAsync(
                request.RunId, run => run.IsEnded, run => progress.Report(StageBar.Text(run, invocation.Time.GetElapsedTime(started))), cancellation));
    }

    private async Task<RunRecord> RunAsync(ApprovalRequest request, CancellationToken cancellation) =>
        (await api.FindRunAsync(request.RunId, cancellation))!.Run;
}
