using System.Diagnostics;
using System.Globalization;
using ServerlessMlops.Benchmarks.Peers;
using ServerlessMlops.Pipeline.Evaluation;
using ServerlessMlops.Pipeline.Evaluation.Probing;

namespace ServerlessMlops.Benchmarks.Evaluating;

/// <summary>
/// The full evaluation of 100,000 test rows on the road that a run takes: every metric and disparity, three protected attributes and all
/// of their crossings with 2,000 resamples, ten declared slices, and the search for weak ones; then the metrics alone by numpy and
/// scikit-learn on the same rows.
/// </summary>
internal static class EvaluateBenchmark
{
    private const int Rows = 100_000;
    private const int Resamples = 2_000;
    private const double Threshold = 0.3;

    public static async Task RunAsync(string folder)
    {
        Evaluate(EvaluatedRows.Make(2_000), 20);
        var rows = EvaluatedRows.Make(Rows);
        GC.Collect();
        Console.WriteLine(Evaluate(rows, Resamples));
        await PeerAsync(rows.Test, folder);
    }

    /// <returns>What it took, on the clock and of the cores.</returns>
    private static string Evaluate(EvaluatedRows rows, int resamples)
    {
        var before = Environment.CpuUsage.TotalTime;
        var clock = Stopwatch.StartNew();
        var measured = Evaluator.Measure(rows.Test, 1, resamples, Threshold);
        var (whole, used) = (clock.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - before).TotalSeconds);
        var slices = SliceAssessment.Of(rows.Test, rows.Table, rows.Spec, [.. Enumerable.Range(0, rows.Test.Rows)], Threshold);
        using var process = Process.GetCurrentProcess();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{rows.Test.Rows:N0} rows, {resamples:N0} resamples, {measured.Metrics.Count} metrics, {measured.Disparities.Count} tables of "
            + $"{measured.Disparities.Sum(one => one.Groups.Count)} groups: {whole:0.00} s, {used:0.00} s of processors; "
            + $"with {slices.Declared.Count} slices and {slices.Search?.Tests ?? 0} searched: {clock.Elapsed.TotalSeconds:0.00} s, "
            + $"{(Environment.CpuUsage.TotalTime - before).TotalSeconds:0.00} s of {Environment.ProcessorCount} processors; "
            + $"peak {process.PeakWorkingSet64 / 1e6:N0} MB");
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
}
