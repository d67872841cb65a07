using System.Globalization;
using ServerlessMlops.Cli.Http;
using ServerlessMlops.Pipeline.Contracts;
using Spectre.Console;

namespace ServerlessMlops.Cli.Output;

/// <summary>A prediction and what made it: the strongest contributions as bars, left for less and right for more.</summary>
internal static class PredictionText
{
    private const int Most = 5;
    private const int HalfWidth = 12;

    /// <param name="actual">The known label, where the row came from the dataset.</param>
    public static void Write(IAnsiConsole console, string row, ScoredRow scored, string? actual)
    {
        var answer = scored.Label is { } label ? $"{label}  {Symbols.Number(scored.Score)}" : Symbols.Number(scored.Score);
        console.MarkupLine(
            $"    {Markup.Escape(row)}  [bold]{Markup.Escape(answer)}[/]{(actual is null ? "" : $"  [grey]in the data: {Markup.Escape(actual)}[/]")}");
        if (Reach(scored) is { } reach)
        {
            console.MarkupLineInterpolated($"        [grey]{reach}[/]");
        }

        if (scored.Explanation is { } explanation)
        {
            console.MarkupLineInterpolated($"        [grey]{explanation}[/]");
        }

        var shown = scored.Contributions.Take(Most).ToList();
        var scale = shown.Select(contribution => Math.Abs(contribution.Weight)).DefaultIfEmpty(0).Max();
        var grid = new Grid()
            .AddColumn(new GridColumn().Width(5))
            .AddColumn(new GridColumn().NoWrap())
            .AddColumn(new GridColumn().NoWrap())
            .AddColumn(new GridColumn().NoWrap().Width((2 * HalfWidth) + 1))
            .AddColumn(new GridColumn().RightAligned().NoWrap());
        foreach (var contribution in shown)
        {
            grid.AddRow(
                "", Markup.Escape(contribution.Feature), $"[grey]{Markup.Escape(contribution.Value ?? "missing")}[/]",
                Bar(contribution.Weight, scale), $"[grey]{contribution.Weight.ToString("+0.000;-0.000", CultureInfo.InvariantCulture)}[/]");
        }

        console.Write(grid);
        foreach (var reason in scored.Reasons ?? [])
        {
            console.MarkupLineInterpolated($"        {reason.Text}");
        }

        if (scored.Counterfactual is { } counterfactual)
        {
            console.MarkupLineInterpolated($"        {Sentence(counterfactual)}");
        }
    }

    /// <summary>What would have to change, or why nothing was found.</summary>
    private static string Sentence(Counterfactual counterfactual) => counterfactual.NoneBecause is { } why
        ? $"No change for {counterfactual.Wanted}: {why}."
        : $"For {counterfactual.Wanted}: {string.Join(", ", counterfactual.Changes.Select(change => $"{change.Input} {change.From} → {change.To}"))}"
            + $" (scored again: {(counterfactual.Label is { } label ? $"{label}, " : "")}{Symbols.Number(counterfactual.Score)}; {counterfactual.Method}).";

    /// <summary>Where the truth lies with the coverage that was asked for; null where the model does not say.</summary>
    private static string? Reach(ScoredRow scored) => scored switch
    {
        { Interval: { } interval } => string.Create(
            CultureInfo.InvariantCulture, $"{Symbols.Number(interval.Lower)} to {Symbols.Number(interval.Upper)} at {interval.Coverage:0.#%} coverage"),
        { Set: { } set } => string.Create(CultureInfo.InvariantCulture, $"{string.Join(" or ", set.Labels)} at {set.Coverage:0.#%} coverage"),
        _ => null,
    };

    internal static string Bar(double weight, double scale)
    {
        var length = scale > 0 ? (int)Math.Round(Math.Abs(weight) / scale * HalfWidth) : 0;
        var filled = new string('▇', length);
        return weight < 0 ? $"[blue]{filled.PadLeft(HalfWidth)}[/]│" : $"{new string(' ', HalfWidth)}│[yellow]{filled}[/]";
    }
}
