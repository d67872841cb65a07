using ServerlessMlops.Learning;
using ServerlessMlops.Learning.Probing;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Pipeline.Training;

namespace ServerlessMlops.App.Activities;

/// <summary>What is asked of the chosen model after it was measured.</summary>
internal static class Probing
{
    /// <param name="chosen">Brought models have no seed: they are not trained again.</param>
    /// <param name="rows">Of the test part.</param>
    public static ProbingReport Of(
        Scorer scorer, Table table, PipelineSpec spec, SplitAssignment split, int[] rows, CandidateResult chosen, ExplanationReport explained,
        CancellationToken cancellation)
    {
        var again = chosen.Seed is null ? null : TrainOneCandidate.InputOf(chosen.Candidate, chosen.Trial, table, spec, split);
        var test = scorer.Score(table, rows).Against(Labels.Of(table, spec), rows);
        return ModelProbe.Of(scorer, table, spec, split, rows, test, explained.Permutation, again, cancellation);
    }
}
