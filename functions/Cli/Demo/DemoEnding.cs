using ServerlessMlops.Cli.Output;
using ServerlessMlops.Pipeline.Contracts;
using Spectre.Console;

namespace ServerlessMlops.Cli.Demo;

/// <summary>How the story ends, and what one may try next.</summary>
internal static class DemoEnding
{
    public static void Write(IAnsiConsole console, DemoReport report)
    {
        console.WriteLine();
        var state = Enum.Parse<RunState>(report.State);
        var words = state switch
        {
            RunState.Deployed => $"{report.Model} version {report.Version} is live, approved by {string.Join(" and ", report.Votes.Where(vote => vote.Choice == VoteChoice.Approve).Select(vote => vote.Voter))}.",
            RunState.Evaluated => "Measured, and not deployable until a person confirms the proposed pipeline.yaml:",
            RunState.AwaitingApproval => "Waiting for people; nobody here could be asked.",
            _ => "Nothing was deployed.",
        };
        console.MarkupLine($"  [bold {Symbols.ColourOf(state)}]{StageBar.Words(state)}[/]  {Markup.Escape(words)}  [grey]{Symbols.Seconds(report.Seconds["total"] ?? 0)} in all[/]");
        if (report.Proposal is { } proposal)
        {
            ProposalText.Write(console, proposal);
        }

        if (report.Problems is { } problems && state != RunState.AwaitingApproval)
        {
            ProblemTable.Write(console, problems);
        }
    }

    public static void WriteNext(IAnsiConsole console, DemoInput input)
    {
        console.WriteLine();
        console.MarkupLine("  [grey]Everything is shut down and removed. Next:[/]");
        console.MarkupLine("    [bold]./mlops up[/]                                             [grey]keeps what it does, in .mlops/[/]");
        console.MarkupLine("    [bold]./mlops submit MODEL FILE --pipeline FILE --as dana[/]    [grey]drops a dataset of your own there[/]");
        if (input.Pipeline is null)
        {
            console.MarkupLine("    [bold]./mlops demo --dataset FILE --pipeline FILE[/]            [grey]with the proposal saved, and its TO CONFIRM answered[/]");
        }

        console.WriteLine();
    }
}
