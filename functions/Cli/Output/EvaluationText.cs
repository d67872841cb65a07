using System.Globalization;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Evaluation;
using ServerlessMlops.Pipeline.Evaluation.Probing;
using Spectre.Console;

namespace ServerlessMlops.Cli.Output;

/// <summary>What was measured on the untouched test part: measures with intervals, groups with their sizes, gates.</summary>
internal static class EvaluationText
{
    public static void Write(IAnsiConsole console, EvaluationReport report)
    {
        WriteMeasures(console, report);
        WriteDecision(console, report);
        if (report.Opacity is { } price)
        {
            console.MarkupLineInterpolated($"    {OpacityText.Of(price)}");
        }

        if (report.Contest is { } contest)
        {
            WriteContest(console, contest, report.TestRows);
        }

        if (report.Frontier is { } frontier)
        {
            console.MarkupLineInterpolated($"    {FrontierText.Of(frontier)}");
        }

        if (report.Slices is { } slices)
        {
            var colour = slices.Worst is null ? "grey" : "yellow";
            console.MarkupLine($"    [{colour}]{Markup.Escape(SliceSentences.Worst(slices))}[/]");
        }

        foreach (var signal in report.Probing?.Signals ?? [])
        {
            console.MarkupLine($"    [{(signal.Raised ? "yellow" : "grey")}]{Markup.Escape(signal.Sentence)}[/]");
        }

        foreach (var attribute in report.Disparities.Where(one => one.Crossed is null))
        {
            WriteGroups(console, report.Task, attribute);
        }

        foreach (var gate in report.Gates)
        {
            var (sign, colour) = gate.Passed ? (Symbols.Yes, "green") : gate.Stops ? (Symbols.No, "red") : (Symbols.Waits, "yellow");
            console.MarkupLine($"    [{colour}]{sign}[/] {Markup.Escape(gate.Rule)}  [grey]{Markup.Escape(gate.Reason)}[/]");
        }
    }

    private static void WriteMeasures(IAnsiConsole console, EvaluationReport report)
    {
        var grid = Indented(4);
        foreach (var measure in report.Metrics)
        {
            grid.AddRow(
                "",
                Markup.Escape(measure.Name),
                measure.Unmeasured is null ? Symbols.Number(measure.Value) : "–",
                $"[grey]{Markup.Escape(measure.Unmeasured ?? Interval(measure))}[/]");
        }

        console.Write(grid);
        console.MarkupLine($"    [grey]on {Symbols.Count(report.TestRows)} rows that no candidate saw; 95 % intervals in brackets[/]");
    }

    private static void WriteDecision(IAnsiConsole console, EvaluationReport report)
    {
        if (report.Decision is { } decision)
        {
            var threshold = report.Threshold is { } from ? $"positive from {Symbols.Number(from)}  " : "";
            console.MarkupLineInterpolated($"    {threshold}[grey]{decision.Reason}[/]");
            if (decision.NotMet is { } notMet)
            {
                console.MarkupLineInterpolated($"    [yellow]{notMet}[/]");
            }
        }
    }

    private static void WriteGroups(IAnsiConsole console, ModelTask task, AttributeDisparity attribute)
    {
        var table = new Table { Border = TableBorder.Simple, ShowRowSeparators = false };
        string[] heads = task switch
        {
            ModelTask.Binary => ["n", "selected", "TPR", "FPR"],
            ModelTask.Multiclass => ["n", "accuracy"],
            _ => ["n", "mean error", "mean |error|"],
        };
        table.AddColumn(new TableColumn(Markup.Escape(attribute.Attribute)));
        foreach (var head in heads)
        {
            table.AddColumn(new TableColumn(head).RightAligned());
        }

        foreach (var group in attribute.Groups)
        {
            double?[] cells = task switch
            {
                ModelTask.Binary => [group.SelectionRate, group.TruePositiveRate, group.FalsePositiveRate],
                ModelTask.Multiclass => [group.Accuracy],
                _ => [group.MeanError, group.MeanAbsoluteError],
            };
            var note = group.NotCompared is null ? "" : " [grey](too few to compare)[/]";
            table.AddRow([Markup.Escape(group.Group) + note, Symbols.Count(group.N), .. cells.Select(Symbols.Number)]);
        }

        console.Write(new Padder(table, new Padding(3, 0, 0, 0)));
        foreach (var disparity in attribute.Disparities)
        {
            console.MarkupLineInterpolated(
                $"    {disparity.Name}  {Symbols.Number(disparity.Value)}  [grey]{disparity.Unmeasured ?? Interval(disparity)}[/]");
        }
    }

    private static void WriteContest(IAnsiConsole console, ContestReport contest, long testRows)
    {
        foreach (var opponent in contest.Opponents)
        {
            console.MarkupLineInterpolated($"    {ContestText.Title(opponent)}");
            console.MarkupLineInterpolated($"      {ContestText.Sentence(opponent)} [grey]{ContestText.Caveat(opponent, testRows)}[/]");
            foreach (var measure in opponent.Measures)
            {
                var difference = measure.Difference;
                var p = measure.P is { } chance ? $"  p {Symbols.Number(chance)} ({measure.Test})" : "";
                console.MarkupLineInterpolated(
                    $"      {measure.Name}  {Symbols.Number(measure.Challenger)} to {Symbols.Number(measure.Opponent)}: {Symbols.Number(difference.Value)}  [grey]{difference.Unmeasured ?? Interval(difference)}{p}[/]");
            }
        }
    }

    private static string Interval(Measure measure) => measure is { Lower: { } lower, Upper: { } upper }
        ? string.Create(CultureInfo.InvariantCulture, $"[{Symbols.Number(lower)}, {Symbols.Number(upper)}]  n {Symbols.Count(measure.N)}")
        : $"n {Symbols.Count(measure.N)}";

    private static Grid Indented(int width) => new Grid()
        .AddColumn(new GridColumn().Width(width - 1).NoWrap())
        .AddColumn(new GridColumn().NoWrap())
        .AddColumn(new GridColumn().RightAligned().NoWrap())
        .AddColumn(new GridColumn().NoWrap());
}
