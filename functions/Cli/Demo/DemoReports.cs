using ServerlessMlops.Cli.Http;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Cli.Demo;

/// <summary>How a run's end becomes the demo's answer and exit code.</summary>
internal static class DemoReports
{
    private static readonly string[] Stages = ["ingest", "train", "evaluate", "approve", "deploy"];

    public static DemoReport Of(
        RunRecord run, Receipt receipt, IReadOnlyList<DemoPrediction> predictions, IReadOnlyList<ChainCheck> checks, double total)
    {
        var evaluation = receipt.Evaluation;
        var seconds = Stages.ToDictionary(stage => stage, stage => run.Seconds.TryGetValue(stage, out var took) ? took : (double?)null);
        seconds["total"] = Math.Round(total, 3);
        return new DemoReport
        {
            RunId = run.Request.RunId,
            State = run.State.ToString(),
            Model = run.Request.Model,
            Version = run.Version,
            Task = run.Task ?? evaluation?.Task,
            Rows = run.Data?.Rows,
            Metrics = evaluation?.Metrics.ToDictionary(measure => measure.Name, measure => measure.Value) ?? [],
            Gates = evaluation?.Gates ?? [],
            Disparities = evaluation?.Disparities ?? [],
            Votes = receipt.Votes,
            Predictions = predictions,
            AuditEntries = checks.Sum(check => check.Entries),
            AuditVerified = checks.All(check => check.Verified),
            Seconds = seconds,
            Problems = run.State is RunState.Deployed or RunState.Evaluated ? null : ProblemsOf(run, receipt),
            Proposal = receipt.ProposedPipeline,
        };
    }

    /// <summary>Evaluated is the promised end without a pipeline.yaml; with one, the run should have gone on.</summary>
    public static int ExitCodeOf(DemoReport report, bool hadPipeline) => report.State switch
    {
        nameof(RunState.Deployed) when report.AuditVerified => ExitCodes.Ok,
        nameof(RunState.Evaluated) when !hadPipeline && report.AuditVerified => ExitCodes.Ok,
        nameof(RunState.Failed) => ExitCodes.Error,
        _ => ExitCodes.No,
    };

    private static IReadOnlyList<Problem> ProblemsOf(RunRecord run, Receipt receipt)
    {
        var failed = receipt.Evaluation?.Gates.Where(gate => !gate.Passed)
            .Select(gate => new Problem("GATE_FAILED", $"{gate.Rule}: {gate.Reason}", Column: gate.Attribute, Seen: gate.Value?.ToString("R", System.Globalization.CultureInfo.InvariantCulture), Expected: gate.Rule)) ?? [];
        List<Problem> problems = [.. receipt.Problems.Where(problem => problem.Severity == Severity.Error), .. run.State == RunState.GateFailed ? failed : []];
        if (problems.Count == 0)
        {
            problems.Add(new Problem($"RUN_{run.State.ToString().ToUpperInvariant()}", run.Detail ?? receipt.Verdict));
        }

        return problems;
    }
}
