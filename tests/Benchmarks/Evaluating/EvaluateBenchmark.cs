using System.Diagnostics;
using System.Globalization;
using ServerlessMlops.Benchmarks.Peers;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Evaluation;
using ServerlessMlops.Statistics.Intervals;

namespace ServerlessMlops.Benchmarks.Evaluating;

/// <summary>
/// The full evaluation of 100,000 test rows: every metric and disparity, three protected attributes and all of their crossings, ten slices, 2,000
/// resamples; then the metrics alone by numpy and scikit-learn on the same rows.
/// </summary>
internal static class EvaluateBenchmark
{
    private const int Rows = 100_000;
    private const int Resamples = 2_000;
    private const int Slices = 10;
    private static readonly string[] InSlices = ["auc", "log_loss", "brier", "accuracy", "precision", "recall"];

    public static async Task RunAsync(string folder)
    {
        var test = Make();
        Evaluator.Measure(Some(test, row => row < 2_000), 1, 20, 0.3);
        GC.Collect();
        var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        var clock = Stopwatch.StartNew();
        var measured = Evaluator.Measure(test, 1, Resamples, 0.3);
        var whole = clock.Elapsed.TotalSeconds;
        var tables = measured.Disparities.Sum(one => one.Groups.Count);
        for (var slice = 0; slice < Slices; slice++)
        {
            var (attribute, group) = (slice % 3, slice % 4);
            Evaluator.MeasureOnly(InSlices, Some(test, row => test.Groups[attribute].Group[row] == group), 1, Resamples, 0.3);
        }

        process.Refresh();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Rows:N0} rows, {Resamples:N0} resamples, {measured.Metrics.Count} metrics, {measured.Disparities.Count} tables of {tables} groups, "
            + $"{Slices} slices: {clock.Elapsed.TotalSeconds:0.00} s ({whole:0.00} s without slices), "
            + $"{(process.TotalProcessorTime - before).TotalSeconds:0.00} s of {Environment.ProcessorCount} cores, "
            + $"peak {process.PeakWorkingSet64 / 1e6:N0} MB"));
        await PeerAsync(test, folder);
    }

    private static async Task PeerAsync(TestSet test, string folder)
    {
        Directory.CreateDirectory(folder);
        await File.WriteAllLinesAsync(Path.Combine(folder, "rows.csv"), test.Actual.Zip(test.Probability, (label, p) =>
            string.Create(CultureInfo.InvariantCulture, $"{label},{p:R}")));
        try
        {
            var script = Path.Combine(AppContext.BaseDirectory, "Evaluating", "evaluate_peer.py");
            Console.Write(await Tool.RunAsync("/usr/bin/python3", [script, Path.Combine(folder, "rows.csv")], folder));
        }
        catch (InvalidOperationException missing)
        {
            Console.WriteLine($"scikit-learn was not measured: {missing.Message}");
        }
    }

    /// <summary>As good as credit scores are: an AUC of about 0.82, one positive in four, calibrated but for a shift of one group.</summary>
    private static TestSet Make()
    {
        var random = new Xoshiro256(1, 7);
        double Unit() => (random.Next() >> 11) * (1.0 / (1UL << 53));
        var (actual, probability) = (new int[Rows], new double[Rows]);
        var groups = new[] { new int[Rows], new int[Rows], new int[Rows] };
        for (var row = 0; row < Rows; row++)
        {
            (groups[0][row], groups[1][row], groups[2][row]) = ((int)(Unit() * 5), (int)(Unit() * Unit() * 4), (int)(Unit() * 6));
            var level = (3.2 * (Unit() + Unit() + Unit() - 1.5)) - 1.6 + (0.1 * groups[0][row]);
            actual[row] = Unit() < 1 / (1 + Math.Exp(-1.6 * level)) ? 1 : 0;
            probability[row] = 1 / (1 + Math.Exp(-1.6 * (level - (groups[1][row] == 2 ? 0.2 : 0))));
        }

        return new()
        {
            Task = ModelTask.Binary,
            Classes = ["no", "yes"],
            Actual = actual,
            Probability = probability,
            Groups =
            [
                new("age", groups[0], ["a", "b", "c", "d", "e"]), new("sex", groups[1], ["f", "m", "x", "y"]),
                new("region", groups[2], ["n", "o", "p", "q", "r", "s"]),
            ],
        };
    }

    private static TestSet Some(TestSet test, Func<int, bool> keep)
    {
        int[] rows = [.. Enumerable.Range(0, test.Rows).Where(keep)];
        return test with
        {
            Actual = Array.ConvertAll(rows, row => test.Actual[row]),
            Probability = Array.ConvertAll(rows, row => test.Probability[row]),
            Groups = [.. test.Groups.Select(grouped => grouped with { Group = Array.ConvertAll(rows, row => grouped.Group[row]) })],
        };
    }
}
