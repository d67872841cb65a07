using ServerlessMlops.App.Orchestrations;
using ServerlessMlops.Learning;
using ServerlessMlops.Learning.Explaining;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Pipeline.Evaluation;
using ServerlessMlops.Pipeline.Evaluation.Probing;
using ServerlessMlops.Pipeline.Policy;
using ServerlessMlops.Pipeline.Training;
using ServerlessMlops.Storage;

namespace ServerlessMlops.App.Activities;

/// <summary>Picks the best candidate on validation, and measures it, once, on the part that nothing has touched.</summary>
public sealed class EvaluateCandidates(
    RunData data, ArtifactStore artifacts, GatesInForce gates, Waivers waivers, ExportDesk exports, ContestDesk contests, RunJournal journal, TimeProvider time)
{
    private const int Resamples = 2_000;

    [Function(Names.Evaluate)]
    public async Task<EvaluationSummary> Run([ActivityTrigger] EvaluateInput input, CancellationToken cancellation)
    {
        var runId = input.Run.RunId;
        await journal.EnterAsync(runId, RunState.Evaluating, "Measuring on the test part.", cancellation);
        IReadOnlyList<CandidateResult> candidates = input.Data.Brought is { } brought ? [brought] : input.Candidates;
        var chosen = input.Data.Brought ?? CandidateSelection.Best(candidates) ?? throw new NoCandidateException(candidates);
        var (table, spec) = await data.LoadAsync(input.Data, cancellation);
        if (await gates.RefusalAsync(input, spec, cancellation) is { } refusal)
        {
            return await RefuseAsync(input, refusal, spec, chosen, cancellation);
        }

        var split = await artifacts.ReadAsync<SplitAssignment>(input.Split, cancellation);
        using var scorer = Scorer.Load(await artifacts.ReadBytesAsync(chosen.Model!, cancellation));
        using var glassBox = await Opacity.GlassBoxAsync(candidates, chosen, artifacts, cancellation);

        var rows = Splitter.Rows(split, SplitPart.Test);
        var explained = await Task.Run(() => GlobalExplanation.Of(runId, scorer, table, spec, rows, spec.Split.Seed), cancellation);
        var contest = await contests.HoldAsync(input, table, spec, rows, scorer, Resamples, cancellation);
        var report = await Task.Run(() => Measure(runId, table, spec, rows, scorer, glassBox, candidates, contest), cancellation);
        var probed = await Task.Run(() => Probing.Of(scorer, table, spec, split, rows, chosen, explained, cancellation), cancellation);
        report = report with
        {
            Frontier = Frontiers.Of(candidates, chosen),
            Probing = probed,
            Explanation = await artifacts.PutJsonAsync(explained, cancellation),
        };
        var decided = ReleaseGate.Decide(spec.Gates, GateEvidence.Of(report));
        report = report with { Gates = WaiverRules.Apply(decided, await waivers.ListAsync(input.Run.Model, cancellation), time.GetUtcNow()) };
        var passed = GateVerdict.Of(report.Gates) is not GateVerdict.Fail;
        if (passed)
        {
            report = report with { Exports = await exports.WriteAsync(scorer, input.Run.Model, chosen.Model!.Digest, table, rows, cancellation) };
        }

        var stored = await artifacts.PutJsonAsync(report, cancellation);
        var run = await journal.ChangeAsync(runId, run => run with { Chosen = chosen, Evaluation = stored }, cancellation);
        await journal.RecordAsync(run, "model.evaluated", "evaluate", Facts(report, stored, chosen, passed), cancellation);
        return new(stored, spec.Task, passed, report.Gates, chosen) { Exports = report.Exports };
    }

    private static EvaluationReport Measure(
        string runId, Table table, PipelineSpec spec, int[] rows, Scorer scorer, Scorer? glassBox, IReadOnlyList<CandidateResult> candidates,
        ContestReport? contest)
    {
        var target = Labels.Of(table, spec);
        var test = TestSets.Of(table, spec, target, rows, scorer);
        var measured = Evaluator.Measure(test, spec.Split.Seed, Resamples, scorer.Model.Threshold ?? 0.5);
        return new()
        {
            RunId = runId,
            Task = spec.Task,
            Target = spec.Target,
            Positive = spec.Positive,
            Classes = target.Classes,
            Threshold = scorer.Model.Threshold,
            Decision = scorer.Model.Decision,
            Conformal = scorer.Model.Conformal,
            TestRows = rows.Length,
            Metrics = measured.Metrics,
            Confusion = measured.Confusion,
            Disparities = measured.Disparities,
            Calibration = measured.Calibration.Count > 0 ? measured.Calibration : null,
            Gates = [],
            Importances = scorer.Importances(table, rows),
            Candidates = candidates,
            Opacity = Opacity.Price(test, scorer, glassBox, table, spec, target, rows, Resamples),
            Slices = SliceAssessment.Of(test, table, spec, rows, scorer.Model.Threshold ?? 0.5),
            Contest = contest,
            Curves = ScoreCurves.Of(test),
            Resamples = Resamples,
            Seed = spec.Split.Seed,
        };
    }

    private async Task<EvaluationSummary> RefuseAsync(
        EvaluateInput input, RefusedEvaluation refusal, PipelineSpec spec, CandidateResult chosen, CancellationToken cancellation)
    {
        var stored = await artifacts.PutJsonAsync(refusal, cancellation);
        var run = await journal.GetAsync(input.Run.RunId, cancellation);
        await journal.RecordAsync(run, "gates.refused", "evaluate", new Dictionary<string, string>
        {
            ["sealed"] = refusal.Sealed,
            ["inForce"] = refusal.InForce,
        }, cancellation);
        return new(stored, spec.Task, false, [], chosen) { Refused = refusal.Reason };
    }

    private static Dictionary<string, string> Facts(EvaluationReport report, ArtifactRef stored, CandidateResult chosen, bool passed) => new()
    {
        ["evaluation"] = stored.Digest,
        ["explanation"] = report.Explanation!.Digest,
        ["chosen"] = chosen.Candidate,
        ["model"] = chosen.Model!.Digest,
        ["testRows"] = $"{report.TestRows}",
        ["gatesPassed"] = passed ? "true" : "false",
        ["gatesNotPassed"] = string.Join("; ", report.Gates.Where(gate => gate.Stops).Select(gate => gate.Rule)),
        ["gatesOpen"] = string.Join("; ", report.Gates.Where(gate => gate.IsOpen).Select(gate => gate.Rule)),
        ["waivers"] = string.Join("; ", report.Gates.Select(gate => gate.Waiver?.Id).OfType<string>()),
    };
}

/// <summary>No candidate could be measured on validation.</summary>
public sealed class NoCandidateException(IReadOnlyList<CandidateResult> candidates)
    : Exception($"No candidate has a score on validation; expected at least one. {string.Join(' ', candidates.Select(Reason))}")
{
    private static string Reason(CandidateResult candidate) =>
        $"{candidate.Candidate}: {(candidate.Problems is [var problem, ..] ? $"{problem.Code}: {problem.Message}" : candidate.Unmeasured ?? "no measure.")}";
}
