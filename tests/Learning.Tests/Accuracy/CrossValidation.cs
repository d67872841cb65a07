using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Pipeline.Evaluation;
using ServerlessMlops.Pipeline.Training;

namespace ServerlessMlops.Learning.Tests.Accuracy;

/// <summary>Our candidates on given folds: of the rows outside a fold, a fifth is the validation part, drawn as the pipeline draws it.</summary>
public sealed class CrossValidation(Table table, PipelineSpec spec, ReferenceTable reference)
{
    /// <summary>What one candidate reached in one fold.</summary>
    public sealed record FoldResult(string Candidate, double? Validation, double Test, double Seconds);

    public static CrossValidation Of(string path, ReferenceTable reference)
    {
        var spec = new PipelineSpec
        {
            Model = "a-model",
            Owner = "dana@example.org",
            Purpose = "a measurement",
            RiskClass = "minimal",
            Licence = "as the table's",
            LegalBasis = "none needed",
            Task = reference.Task,
            Target = reference.Target,
            Positive = reference.Positive,
        };
        using var file = File.OpenRead(path);
        return Dataset.Read(file, path, spec) is ReadOutcome.Clean clean
            ? new CrossValidation(clean.Table, spec, reference)
            : throw new InvalidOperationException($"Seen a faulty table at {path}; expected a clean one.");
    }

    /// <summary>One fold of one repeat.</summary>
    public IReadOnlyList<FoldResult> Fold(int repeat, int fold, IEnumerable<string> candidates, CancellationToken cancellation)
    {
        var folds = reference.Folds[repeat];
        var rows = Enumerable.Range(0, table.RowCount).ToArray();
        var outside = Array.FindAll(rows, row => folds[row] - '0' != fold);
        var test = Array.FindAll(rows, row => folds[row] - '0' == fold);
        var seed = (repeat * 100) + fold;
        var drawn = Splitter.Assign(Take(outside), spec with { Split = new SplitSpec { Train = 0.8, Validation = 0.2, Test = 0, Seed = seed } });
        var parts = Enumerable.Repeat((byte)SplitPart.Test, rows.Length).ToArray();
        foreach (var (index, row) in outside.Index())
        {
            parts[row] = drawn.Parts[index];
        }

        return [.. candidates.Select(candidate => Measure(candidate, new SplitAssignment(seed, parts), test, cancellation))];
    }

    /// <summary>The one that validation picks, as the pipeline picks it.</summary>
    public FoldResult Chosen(IReadOnlyList<FoldResult> results)
    {
        var metric = CandidateSelection.MetricOf(spec);
        var best = CandidateSelection.Best([.. results.Select(result => new CandidateResult(
            result.Candidate, new ArtifactRef("", 0, ""), metric, result.Validation, 0, new Dictionary<string, string>()))]);
        return results.Single(result => result.Candidate == best!.Candidate);
    }

    private FoldResult Measure(string candidate, SplitAssignment split, int[] test, CancellationToken cancellation)
    {
        var target = Labels.Of(table, spec);
        var started = System.Diagnostics.Stopwatch.GetTimestamp();
        var outcome = Trainer.Train(
            new TrainingInput
            {
                Table = table,
                Target = target,
                Split = split,
                Spec = spec,
                Features = [.. FeatureSelection.Choose(spec, table).Where(choice => choice.Used).Select(choice => choice.Column)],
                Candidate = candidate,
                Seed = split.Seed,
            },
            cancellation);
        var seconds = System.Diagnostics.Stopwatch.GetElapsedTime(started).TotalSeconds;
        var model = ((TrainingOutcome.Trained)outcome).Model;
        using var scorer = Scorer.Load(model.ToBytes());
        var score = ValidationScore.Of(reference.Metric, scorer.Score(table, test).Against(target, test), model.File.Threshold ?? 0.5);
        return new FoldResult(candidate, model.Score, score.Value!.Value, seconds);
    }

    private Table Take(int[] rows) => new(
    [
        .. table.Columns.Select(column => column switch
        {
            NumberColumn numbers => new NumberColumn(column.Name, column.Kind, Array.ConvertAll(rows, row => numbers.Values[row])),
            CategoryColumn category => new CategoryColumn(column.Name, column.Kind, Array.ConvertAll(rows, row => category.Codes[row]), category.Levels),
            _ => (Column)column,
        }),
    ]);
}
