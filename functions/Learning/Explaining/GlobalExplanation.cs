using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Pipeline.Training;

namespace ServerlessMlops.Learning.Explaining;

/// <summary>Explains a model over the test part, with bounded work: no more rows are scored than <see cref="ScoredRows"/> allows.</summary>
public static class GlobalExplanation
{
    /// <summary>Rows of the test part that inputs are permuted in.</summary>
    public const int MostRows = 2_000;

    /// <summary>Rows that a partial dependence is a mean over.</summary>
    public const int EffectRows = 500;

    /// <summary>Inputs whose effects are shown.</summary>
    public const int Effects = 6;

    /// <summary>Rows scored in all permutations: with many inputs fewer rows are drawn, never below <see cref="LeastRows"/>.</summary>
    public const int ScoredRows = 150_000;

    public const int LeastRows = 250;

    /// <param name="rows">Of the test part.</param>
    /// <param name="seed">The same seed gives the same report.</param>
    public static ExplanationReport Of(string runId, Scorer scorer, Table table, PipelineSpec spec, int[] rows, int seed)
    {
        var inputs = scorer.Model.Transform.Inputs;
        var most = Math.Clamp(ScoredRows / Math.Max(1, inputs.Count * PermutationImportances.Repeats), LeastRows, MostRows);
        var drawn = InputTable.Of(inputs, table, InputTable.Draw(rows, most, seed));
        var permutation = PermutationImportances.Of(
            scorer, drawn, Labels.Of(table, spec), CandidateSelection.MetricOf(spec), PermutationImportances.Repeats, seed);
        var shown = drawn.Rows <= EffectRows ? drawn : InputTable.Of(inputs, table, InputTable.Draw(drawn.Origin, EffectRows, seed));
        var effects = new InputEffect[Math.Min(Effects, permutation.Inputs.Count)];
        Parallel.For(0, effects.Length, index => effects[index] = InputEffects.Of(scorer, shown, permutation.Inputs[index].Input));
        return new()
        {
            RunId = runId,
            Task = scorer.Model.Task,
            Target = scorer.Model.Target,
            Class = scorer.Model.Task == ModelTask.Binary ? scorer.Model.Classes[1] : null,
            TestRows = rows.Length,
            Permutation = permutation,
            Effects = effects,
            Seed = seed,
        };
    }
}
