using ServerlessMlops.Benchmarks.Peers;

namespace ServerlessMlops.Benchmarks;

/// <summary>The same workflow on two peers, beside ours; what could not be measured is said.</summary>
internal static class PeerBenchmarks
{
    public static async Task RunAsync(string folder)
    {
        await CompareAsync("Restate", () => Restate.MeasureAsync(folder), folder);
        await CompareAsync("DBOS", () => Dbos.MeasureAsync(folder), folder);
    }

    /// <summary>Ours runs right before the peer, so that both meet the same load of the machine.</summary>
    private static async Task CompareAsync(string peer, Func<Task<IReadOnlyList<PeerResult>>> measure, string folder)
    {
        try
        {
            Dictionary<int, Measure> ours = [];
            using (var engine = new BenchEngine(Path.Combine(folder, $"beside-{peer}")))
            {
                await Measure.OfAsync(1000, 64, _ => engine.RunAsync("HelloSequence", 5));
                foreach (var (count, concurrency) in ((int, int)[])[(300, 1), (4000, 64), (4000, 200)])
                {
                    ours[concurrency] = await Measure.OfAsync(count, concurrency, _ => engine.RunAsync("HelloSequence", 5));
                }
            }

            foreach (var result in await measure())
            {
                var own = ours[result.Concurrency];
                Console.WriteLine(
                    $"{peer} HelloSequence5 x{result.Concurrency}: {result.PerSecond:F0}/s, p50 {result.P50:F2} ms; "
                    + $"ours {own.PerSecond:F0}/s, {own.P50:F2} ms: {own.PerSecond / result.PerSecond:F1} times the throughput, "
                    + $"{result.P50 / own.P50:F1} times faster at the median");
            }
        }
        catch (Exception error) when (error is InvalidOperationException or HttpRequestException or IOException or OperationCanceledException)
        {
            Console.WriteLine($"{peer} was not measured: {error.Message}");
        }
    }
}
