using ServerlessMlops.Learning.Explaining;
using ServerlessMlops.Learning.Features;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Pipeline.Evaluation;
using ServerlessMlops.Pipeline.Evaluation.Probing;
using ServerlessMlops.Pipeline.Training;

namespace ServerlessMlops.Learning.Probing;

/// <summary>Scores rows again with changed inputs, trains again with other seeds, and looks for hints of a leak. Work is bounded whatever the table.</summary>
public static class ModelProbe
{
    /// <summary>Rows scored again for each change, and rows of the training part scored once.</summary>
    public const int MostRows = 2_000;

    /// <summary>Inputs changed one by one: those that are missed most.</summary>
    public const int MostInputs = 5;

    /// <param name="permutation">Says which inputs matter most.</param>
    /// <param name="test">Of <paramref name="rows"/>, as the model scores them.</param>
    /// <param name="again">What the chosen candidate was trained from; null where it was brought.</param>
    public static ProbingReport Of(
        Scorer scorer, Table table, PipelineSpec spec, SplitAssignment split, int[] rows, TestSet test, PermutationReport permutation, TrainingInput? again,
        CancellationToken cancellation)
    {
        var (metric, seed, threshold) = (CandidateSelection.MetricOf(spec), spec.Split.Seed, scorer.Model.Threshold ?? 0.5);
        test = test with { Groups = [] };
        var train = Splitter.Rows(split, SplitPart.Train);
        var target = Labels.Of(table, spec);
        var drawn = InputTable.Of(scorer.Model.Transform.Inputs, table, InputTable.Draw(rows, MostRows, seed));
        var (blocks, noBlocks) = TimeBlocks.Of(test, table, spec, rows, threshold);
        var (seeds, noSeeds) = SeedStability.Of(again, test, table, rows, threshold, cancellation);
        List<Signal> signals = [Signals.Importance(permutation), Signals.TooGood(test, threshold, seed)];
        if (train.Length > 0)
        {
            var trained = InputTable.Draw(train, MostRows, seed);
            signals.Insert(0, Signals.Gap(metric, scorer.Score(table, trained).Against(target, trained), test, threshold, seed));
            signals.Add(Signals.Copies(metric, test, Copied(table, scorer.Model.Transform.Inputs, train, rows), threshold, seed));
        }

        return new()
        {
            Metric = metric,
            Rows = drawn.Rows,
            Seed = seed,
            Robustness = Robustness(scorer, drawn, target, table, train.Length > 0 ? train : rows, permutation, metric, threshold, seed),
            Seeds = seeds,
            SeedsNotMeasured = noSeeds,
            Blocks = blocks,
            TimeNotMeasured = noBlocks,
            Signals = signals,
        };
    }

    private static Perturbation[] Robustness(
        Scorer scorer, InputTable drawn, TargetVector target, Table table, int[] known, PermutationReport permutation, string metric, double threshold, int seed)
    {
        TestSet Scored(InputTable rows) => scorer.ScoresOf(rows.Margins(scorer)).Against(target, drawn.Origin);
        var before = Scored(drawn);
        string[] names = [.. permutation.Inputs.Select(input => input.Input).Take(MostInputs)];
        var changes = Perturbations.Of(drawn, scorer.Model.Transform.Inputs, names, table, known, seed).ToArray();
        var results = new Perturbation[changes.Length];
        Parallel.For(0, changes.Length, index =>
        {
            var after = Scored(changes[index].Rows);
            results[index] = new(
                changes[index].Kind, changes[index].Input, changes[index].Text, OneMeasure.Change(metric, before, after, threshold, seed),
                DecisionChanges.Flipped(before, after, (threshold, threshold)), DecisionChanges.Moved(before, after));
        });
        return results;
    }

    /// <summary>Test rows that are the same as a training row in every input: they may differ in columns that no model reads.</summary>
    private static bool[] Copied(Table table, IReadOnlyList<InputColumn> inputs, int[] train, int[] rows)
    {
        if (inputs.Count == 0)
        {
            return new bool[rows.Length];
        }

        var first = RowGroups.FirstEqual(new Table([.. inputs.Select(input => table[input.Name])]));
        var trained = train.Select(row => first[row]).ToHashSet();
        return Array.ConvertAll(rows, row => trained.Contains(first[row]));
    }
}
