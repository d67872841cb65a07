using System.CommandLine;
using ServerlessMlops.Cli.Http;
using ServerlessMlops.Cli.Output;
using ServerlessMlops.Pipeline.Contracts;
using Spectre.Console;

namespace ServerlessMlops.Cli.Commands;

/// <summary>Votes on the evidence that was shown: by its digest, or after showing it.</summary>
internal static class ApprovalsVoteCommand
{
    public static Command Create(Wiring wiring, bool approve)
    {
        var word = approve ? "approve" : "reject";
        var request = Named.Argument("REQUEST", "The request's or the run's id, or how it begins.");
        var reason = new Option<string>("--reason") { Description = "Why; it stands in the audit log and in the manifest.", Required = true };
        var digest = new Option<string?>("--digest") { Description = "The evidence digest of what was read; without it the evidence is shown and asked about." };
        var condition = new Option<string[]>("--condition") { Description = "Under what the version may stay; if nobody shows in time that it is met, it goes back.", AllowMultipleArgumentsPerToken = false };
        var within = new Option<double>("--within-days") { Description = "Days after the release in which conditions are to be met.", DefaultValueFactory = _ => 30 };
        var command = new ExampledCommand(
            word, approve ? "Vote for the release." : "Vote against the release.",
            $"mlops approvals {word} 4f0c --reason 'Read the group table' --as amal",
            $"mlops approvals {word} 4f0c --reason 'As discussed' --digest 9b1e… --as bo") { request, reason, digest };
        if (approve)
        {
            command.Options.Add(condition);
            command.Options.Add(within);
        }

        wiring.Run(command, async (invocation, cancellation) =>
        {
            using var api = await invocation.OpenAsync(cancellation);
            var view = await Approvals.FindAsync(api, invocation.Parsed.GetRequiredValue(request), cancellation);
            var seen = invocation.Parsed.GetValue(digest) ?? Ask(invocation, api, view, word);
            if (seen is null)
            {
                invocation.Answer.Beside.MarkupLine("No vote was cast.");
                return ExitCodes.No;
            }

            var choice = approve ? VoteChoice.Approve : VoteChoice.Reject;
            var days = approve ? invocation.Parsed.GetValue(within) : 0;
            ReleaseCondition[]? conditions = approve ? [.. (invocation.Parsed.GetValue(condition) ?? []).Select(text => new ReleaseCondition(text, days))] : null;
            var answer = await api.VoteAsync(view.Request.RequestId, choice, invocation.Parsed.GetRequiredValue(reason), seen, conditions, cancellation);
            return invocation.Answer.Give(answer, console =>
            {
                foreach (var vote in answer.Votes)
                {
                    VoteText.Write(console, vote);
                }
            });
        });
        return command;
    }

    /// <returns>The digest of what was shown; null where the person said no.</returns>
    private static string? Ask(Invocation invocation, ApiClient api, ApprovalView view, string word)
    {
        if (!invocation.Screen.CanAsk)
        {
            throw CommandFault.Usage(
                "A vote is on evidence that was read, and nobody is here to read it.",
                $"mlops approvals show {Symbols.Short(view.Request.RequestId)}, then {word} with --digest {view.Request.Digest}");
        }

        var console = invocation.Answer.Beside;
        ApprovalText.Write(console, view, api.ApprovalPage(view.Request.RequestId));
        console.MarkupInterpolated($"{api.User.User}: {word} this? [[y/N]] ");
        return invocation.Screen.In.ReadLine()?.Trim().ToLowerInvariant() is "y" or "yes" ? view.Request.Digest : null;
    }
}
