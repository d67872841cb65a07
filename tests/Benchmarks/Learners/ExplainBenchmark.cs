using System.Diagnostics;
using ServerlessMlops.Learning.Native;
using ServerlessMlops.Learning.Trees;

namespace ServerlessMlops.Benchmarks.Learners;

/// <summary>Exact contributions of 100 trees of 31 leaves: ours beside LightGBM's <c>pred_contrib</c>, at equal threads.</summary>
internal static class ExplainBenchmark
{
    private const int TrainingRows = 20_000;
    private const int Rows = 4_000;
    private const int Turns = 7;

    public static void Run()
    {
        var text = Train();
        using var booster = LightGbmBooster.Load(text);
        var shapley = new TreeShapley(LightGbmText.Read(text));
        var values = SyntheticRows.Make(Rows, 1).Values;
        Console.WriteLine($"{Rows:N0} rows of {SyntheticRows.Columns} columns, 100 trees of 31 leaves, two classes; best of {Turns} turns, taken in turn");
        foreach (var threads in new[] { 1, Environment.ProcessorCount }.Distinct())
        {
            var (ours, theirs) = (new double[Rows * shapley.Width], Array.Empty<double>());
            var (own, library) = (double.MaxValue, double.MaxValue);
            for (var turn = 0; turn < Turns; turn++)
            {
                own = Math.Min(own, Seconds(() => shapley.Contributions(values, ours, threads)));
                library = Math.Min(library, Seconds(() => theirs = booster.Predict(
                    values, Rows, LightGbmApi.PredictContributions, shapley.Width, $"verbosity=-1 num_threads={threads}")));
            }

            var difference = ours.Zip(theirs, (a, b) => Math.Abs(a - b)).Max();
            Console.WriteLine(
                $"{threads} thread(s): ours {Rows / own,9:N0} rows/s, LightGBM {Rows / library,9:N0} rows/s: {library / own:F1} times as fast, largest difference {difference:E1}");
        }

        OneByOne(booster, shapley, values);
    }

    private static void OneByOne(LightGbmBooster booster, TreeShapley shapley, double[] values)
    {
        using var predictor = new LightGbmRowPredictor(booster, LightGbmApi.PredictContributions, shapley.Width);
        var result = new double[shapley.Width];
        var (own, library) = (double.MaxValue, double.MaxValue);
        for (var turn = 0; turn < Turns; turn++)
        {
            own = Math.Min(own, Seconds(() => EachRow(row => shapley.Contributions(Row(row), result, 1))));
            library = Math.Min(library, Seconds(() => EachRow(row => predictor.Predict(Row(row)))));
        }

        Console.WriteLine($"row by row:  ours {Rows / own,9:N0} rows/s, LightGBM {Rows / library,9:N0} rows/s: {library / own:F1} times as fast");

        ReadOnlySpan<double> Row(int row) => values.AsSpan(row * SyntheticRows.Columns, SyntheticRows.Columns);
    }

    private static void EachRow(Action<int> explain)
    {
        for (var row = 0; row < Rows; row++)
        {
            explain(row);
        }
    }

    private static string Train()
    {
        const string Parameters = "objective=binary num_leaves=31 verbosity=-1 deterministic=true force_row_wise=true";
        var part = SyntheticRows.Make(TrainingRows, 0);
        using var training = LightGbmDataset.Create(part.Values, SyntheticRows.Columns, part.Labels, Parameters, bins: null);
        using var booster = LightGbmBooster.Create(training, Parameters);
        for (var round = 0; round < 100; round++)
        {
            booster.Update();
        }

        return booster.Save(100);
    }

    private static double Seconds(Action action)
    {
        var clock = Stopwatch.StartNew();
        action();
        return clock.Elapsed.TotalSeconds;
    }
}
