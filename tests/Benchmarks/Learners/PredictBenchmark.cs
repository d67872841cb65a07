using System.Diagnostics;
using System.Text.Json;
using ServerlessMlops.Learning;
using ServerlessMlops.Learning.Features;
using ServerlessMlops.Learning.Learners;
using ServerlessMlops.Learning.Native;
using ServerlessMlops.Learning.Trees;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Pipeline.Training;

namespace ServerlessMlops.Benchmarks.Learners;

/// <summary>One prediction after the other on the credit sample's boosted trees: the whole road from JSON, and margins alone beside LightGBM's.</summary>
internal static class PredictBenchmark
{
    private const int Turns = 7;

    public static void Run()
    {
        var (model, table, rows) = Train();
        using var scorer = Scorer.Load(model.ToBytes());
        var (seconds, bytes) = Best(rows.Count, row => scorer.Predict(rows[row]));
        Console.WriteLine($"credit sample, {model.Parameters["rounds"]} trees of {model.Parameters["num_leaves"]} leaves; one row after the other, best of {Turns}");
        Console.WriteLine($"Scorer.Predict   {1 / seconds,9:N0} rows/s, {bytes,6:N0} bytes allocated a row");

        var trees = (BoostedTrees)model.File.Learned;
        using var booster = LightGbmBooster.Load(trees.Text);
        using var predictor = new LightGbmRowPredictor(booster, LightGbmApi.PredictRaw, 1);
        var ensemble = LightGbmText.Read(trees.Text);
        var (margins, shapley) = (new TreeMargins(ensemble), new TreeShapley(ensemble));
        var values = new FeatureEncoder(model.File.Transform).Encode(table, [.. Enumerable.Range(0, rows.Count)]);
        var (margin, contributions) = (new double[1], new double[shapley.Width]);
        ReadOnlySpan<double> Row(int row) => values.AsSpan(row * ensemble.Columns, ensemble.Columns);
        Tell("margins", Best(rows.Count, row => margins.Margins(Row(row), margin, 1)));
        Tell("LightGBM's", Best(rows.Count, row => predictor.Predict(Row(row))));
        Tell("contributions", Best(rows.Count, row => shapley.Contributions(Row(row), contributions, 1)));
    }

    private static void Tell(string name, (double Seconds, double Bytes) seen) =>
        Console.WriteLine($"{name,-16} {1 / seen.Seconds,9:N0} rows/s, {seen.Bytes,6:N0} bytes allocated a row");

    private static (double Seconds, double Bytes) Best(int rows, Action<int> predict)
    {
        var (seconds, bytes) = (double.MaxValue, 0.0);
        for (var turn = 0; turn < Turns; turn++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var clock = Stopwatch.StartNew();
            for (var row = 0; row < rows; row++)
            {
                predict(row);
            }

            seconds = Math.Min(seconds, clock.Elapsed.TotalSeconds / rows);
            bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / (double)rows;
        }

        return (seconds, bytes);
    }

    private static (TrainedModel Model, Table Table, IReadOnlyList<Dictionary<string, JsonElement>> Rows) Train()
    {
        var spec = MeasuredSpec.Binary("Status", "bad");
        const string Sample = "credit-risk/credit_data.csv";
        using var file = File.OpenRead(Path.Combine(AccuracyBenchmark.Root(), "samples", Sample));
        var table = ((ReadOutcome.Clean)Dataset.Read(file, Sample, spec)).Table;
        string[] features = [.. FeatureSelection.Choose(spec, table).Where(choice => choice.Used).Select(choice => choice.Column)];
        var outcome = Trainer.Train(
            new TrainingInput
            {
                Table = table,
                Target = Labels.Of(table, spec),
                Split = Splitter.Assign(table, spec),
                Spec = spec,
                Features = features,
                Candidate = Trainer.LightGbm,
                Seed = 1,
            },
            CancellationToken.None);
        var columns = table.Columns.Where(column => features.Contains(column.Name)).ToArray();
        return (((TrainingOutcome.Trained)outcome).Model, table, [.. Enumerable.Range(0, table.RowCount).Select(row => Json(columns, row))]);
    }

    private static Dictionary<string, JsonElement> Json(Column[] columns, int row) => columns.ToDictionary(
        column => column.Name,
        column => column is NumberColumn { Kind: ColumnKind.Number } numbers && !column.IsMissing(row)
            ? JsonSerializer.SerializeToElement(numbers.Values[row])
            : JsonSerializer.SerializeToElement(column.Text(row)));
}
