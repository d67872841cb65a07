using ServerlessMlops.Cli.Http;
using ServerlessMlops.Cli.Output;
using ServerlessMlops.Pipeline.Contracts;
using Spectre.Console;

namespace ServerlessMlops.Cli.Demo;

/// <summary>Tells what happens, a line a stage, each with its time.</summary>
internal sealed class DemoStory(IAnsiConsole console)
{
    private const int WidthOfText = 62;
    private readonly HashSet<string> told = [];

    public void Opening(DemoInput input)
    {
        console.WriteLine();
        console.MarkupLine("  [bold]Serverless MLOps[/]  [grey]the life of one run, on this machine; nothing of it is kept[/]");
        console.MarkupLineInterpolated($"  [grey]{input.Dataset.FullName}[/]");
        console.WriteLine();
    }

    public void Line(string title, string text, double? seconds = null)
    {
        var padded = text.Length < WidthOfText ? text.PadRight(WidthOfText) : text + "  ";
        console.MarkupLineInterpolated($"  [green]{Symbols.Yes}[/] [bold]{title,-9}[/] {padded}[grey]{(seconds is { } took ? Symbols.Seconds(took) : "")}[/]");
    }

    public void Waits(string title, string text) => console.MarkupLineInterpolated($"  [yellow]{Symbols.Waits}[/] [bold]{title,-9}[/] {text}");

    public void Refused(string title, string text) => console.MarkupLineInterpolated($"  [red]{Symbols.No}[/] [bold]{title,-9}[/] {text}");

    /// <summary>The stages that are over and were not told before.</summary>
    public void Follow(RunRecord run)
    {
        if (run.State == RunState.Rejected)
        {
            return;
        }

        if (run.Data is { } data && run.State > RunState.Ingesting && told.Add("ingest"))
        {
            Line("Ingest", $"{Symbols.Count(data.Rows)} rows, {data.Columns} columns, snapshot {Symbols.Short(data.Snapshot.Digest)}", run.Seconds.GetValueOrDefault("ingest"));
        }

        if (run.Seconds.TryGetValue("train", out var train) && run.State > RunState.Training && told.Add("train"))
        {
            Line("Train", "candidates fitted on the training part", train);
        }
    }

    public void Evaluated(RunRecord run, EvaluationReport report)
    {
        if (!told.Add("evaluate"))
        {
            return;
        }

        var chosen = run.Chosen?.Model?.Digest;
        foreach (var candidate in report.Candidates)
        {
            var score = candidate.Score is { } value ? $"{candidate.Metric} {Symbols.Number(value)} {(candidate.CrossValidated is { } folds ? $"over {folds.Scores.Count} folds" : "on validation")}" : candidate.Unmeasured ?? "not measured";
            console.MarkupLineInterpolated($"    {candidate.Name,-10} {score}{(candidate.Model?.Digest == chosen ? "  ← goes on" : "")}");
        }

        var failed = report.Gates.Count(gate => !gate.Passed);
        if (failed == 0)
        {
            Line("Evaluate", $"{report.Gates.Count} of {report.Gates.Count} gates passed", run.Seconds.GetValueOrDefault("evaluate"));
        }
        else
        {
            Refused("Evaluate", $"{failed} of {report.Gates.Count} gates did not pass");
        }

        EvaluationText.Write(console, report);
    }

    public void Votes(IReadOnlyList<Vote> votes)
    {
        foreach (var vote in votes.Where(vote => told.Add($"vote {vote.Voter}")))
        {
            VoteText.Write(console, vote);
        }
    }

    public void Predictions(PredictAnswer answer, IReadOnlyList<DemoPrediction> predictions)
    {
        Line("Predict", $"version {answer.Version} of {answer.Model} answers, and says why");
        foreach (var (scored, prediction) in answer.Predictions.Zip(predictions))
        {
            PredictionText.Write(console, $"row {Symbols.Count(prediction.Row)}", scored, prediction.Actual);
        }
    }

    public void Audit(IReadOnlyList<ChainCheck> checks)
    {
        if (checks.FirstOrDefault(check => !check.Verified) is { } broken)
        {
            Refused("Audit", $"{broken.Chain}: {broken.Reason}");
        }
        else
        {
            Line("Audit", $"{checks.Sum(check => check.Entries)} entries, every link computed again here");
        }
    }
}
