using ServerlessMlops.Pipeline.Contracts;
using Spectre.Console;

namespace ServerlessMlops.Cli.Output;

internal static class VoteText
{
    public static void Write(IAnsiConsole console, Vote vote)
    {
        var (sign, colour, word) = vote.Choice == VoteChoice.Approve ? (Symbols.Yes, "green", "approved") : (Symbols.No, "red", "rejected");
        var place = vote.OnBehalfOf is { } other ? $" in the place of {other}" : "";
        console.MarkupLine($"  [{colour}]{sign}[/] {Markup.Escape(vote.Voter + place)} {word}  [grey]“{Markup.Escape(vote.Reason)}”[/]");
        foreach (var condition in vote.Conditions ?? [])
        {
            console.MarkupLineInterpolated($"      under the condition: {condition.Text} (within {Symbols.Number(condition.DueDays)} days)");
        }
    }
}
