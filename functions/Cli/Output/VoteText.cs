using ServerlessMlops.Pipeline.Contracts;
using Spectre.Console;

namespace ServerlessMlops.Cli.Output;

internal static class VoteText
{
    public static void Write(IAnsiConsole console, Vote vote)
    {
        var (sign, colour, word) = vote.Choice == VoteChoice.Approve ? (Symbols.Yes, "green", "approved") : (Symbols.No, "red", "rejected");
        console.MarkupLine($"  [{colour}]{sign}[/] {Markup.Escape(vote.Voter)} {word}  [grey]“{Markup.Escape(vote.Reason)}”[/]");
    }
}
