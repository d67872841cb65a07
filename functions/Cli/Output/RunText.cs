using ServerlessMlops.Pipeline.Contracts;
using Spectre.Console;

namespace ServerlessMlops.Cli.Output;

/// <summary>A run's receipt for the terminal: the verdict first, then everything behind it.</summary>
internal static class RunText
{
    public static void Write(IAnsiConsole console, Receipt receipt)
    {
        console.MarkupLine(
            $"[{Symbols.ColourOf(receipt.State)}]{StageBar.Words(receipt.State)}[/]  {Markup.Escape($"{receipt.Model}/{receipt.File}")}  [grey]{receipt.RunId}[/]");
        console.MarkupLineInterpolated($"  {receipt.Verdict}");
        if (receipt.Problems.Count > 0)
        {
            ProblemTable.Write(console, receipt.Problems);
        }

        if (receipt.Evaluation is { } evaluation)
        {
            EvaluationText.Write(console, evaluation);
        }

        foreach (var vote in receipt.Votes)
        {
            VoteText.Write(console, vote);
        }

        if (receipt.ProposedPipeline is { } proposal)
        {
            console.MarkupLine("  The proposed pipeline.yaml:");
            ProposalText.Write(console, proposal);
        }

        if (receipt.Next is { } next)
        {
            console.MarkupLineInterpolated($"  [yellow]next[/]  {next}");
        }
    }
}
