using System.Globalization;
using ServerlessMlops.App.Orchestrations;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Training;
using ServerlessMlops.Pipeline.Training.Search;
using ServerlessMlops.Storage;

namespace ServerlessMlops.App.Activities;

/// <summary>Says what to try next from what was seen, and tells people how far the search is.</summary>
public sealed class ProposeTrials(ArtifactStore artifacts, RunJournal journal)
{
    [Function(Names.ProposeTrials)]
    public async Task<IReadOnlyList<Trial>> Run([ActivityTrigger] ProposeInput input, CancellationToken cancellation)
    {
        var spec = await artifacts.ReadAsync<PipelineSpec>(input.Data.Pipeline, cancellation);
        var budget = input.Plan.Search!.Trials;
        var trials = TrialProposals.Next(input.Plan.Candidates, input.Plan.TrainRows, input.Seen, budget, spec.Split.Seed);
        var done = input.Seen.Count(result => result.Trial is not null);
        await journal.ReportAsync(input.RunId, RunState.Training, Progress(done, budget, CandidateSelection.Best(input.Seen)), cancellation);
        return trials;
    }

    private static string Progress(int done, int budget, CandidateResult? best) => string.Create(
        CultureInfo.InvariantCulture,
        $"{done} of {budget} trials{(best is null ? "" : $", best so far {best.Name}: {best.Metric} {best.Score:0.####}")}.");
}
