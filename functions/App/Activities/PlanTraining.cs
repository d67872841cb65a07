using ServerlessMlops.App.Orchestrations;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Policy;
using ServerlessMlops.Pipeline.Training;
using ServerlessMlops.Pipeline.Training.CrossValidation;
using ServerlessMlops.Pipeline.Training.Mitigating;
using ServerlessMlops.Storage;

namespace ServerlessMlops.App.Activities;

/// <summary>Seals the split and the gates before any candidate sees the data.</summary>
public sealed class PlanTraining(RunData data, ArtifactStore artifacts, RunJournal journal)
{
    [Function(Names.PlanTraining)]
    public async Task<TrainingPlan> Run([ActivityTrigger] PlanInput input, CancellationToken cancellation)
    {
        var (table, spec) = await data.LoadAsync(input.Data, cancellation);
        var isBrought = input.Data.Brought is not null;
        var assignment = isBrought ? EvaluationSplit.Of(table, spec) : Splitter.Assign(table, spec);
        IReadOnlyList<string> candidates = isBrought ? [] : MitigationPlan.Candidates(spec.Train);
        var split = await artifacts.PutJsonAsync(assignment, cancellation);
        var folds = isBrought ? null : FoldPlan.Of(spec, Labels.Of(table, spec), assignment);
        var rows = Enum.GetValues<SplitPart>().ToDictionary(part => part, part => Splitter.Rows(assignment, part).Length);
        var run = await journal.ChangeAsync(
            input.RunId, RunState.Training, Progress(spec, candidates), run => run with { Split = split }, cancellation);
        var seal = GateSeal.Of(spec, split);
        await journal.RecordAsync(run, "gates.sealed", "gates", new Dictionary<string, string>
        {
            ["seal"] = seal,
            ["pipeline"] = input.Data.Pipeline.Digest,
            ["gates"] = string.Join("; ", spec.Gates.Select(gate => GateText.Rule(gate))),
            ["split"] = split.Digest,
            ["train"] = $"{rows[SplitPart.Train]}",
            ["validation"] = $"{rows[SplitPart.Validation]}",
            ["test"] = $"{rows[SplitPart.Test]}",
            ["scoredOn"] = isBrought ? "nothing: it was brought" : folds is null ? "the validation part" : $"{folds.Folds} folds, {folds.Repeats} times",
        }, cancellation);
        return new(split, candidates, rows[SplitPart.Train], rows[SplitPart.Validation], rows[SplitPart.Test])
        {
            Seal = seal,
            Search = isBrought ? null : spec.Train.Search,
            CrossValidation = folds,
        };
    }

    private static string Progress(PipelineSpec spec, IReadOnlyList<string> candidates)
    {
        if (candidates.Count == 0)
        {
            return "The model was brought: nothing is trained.";
        }

        var plain = string.Join(" and ", spec.Train.Candidates);
        var mitigated = candidates.Count - spec.Train.Candidates.Count;
        return mitigated == 0
            ? $"Training {plain}."
            : $"Training {plain}, and {mitigated} more that mitigate the disparity by {spec.Train.Mitigation!.Attribute}.";
    }
}
