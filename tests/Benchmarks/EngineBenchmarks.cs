namespace ServerlessMlops.Benchmarks;

/// <summary>The embedded engine, durable, on this machine.</summary>
internal static class EngineBenchmarks
{
    public static async Task RunAsync(BenchEngine engine, string folder)
    {
        await Measure.OfAsync(2000, 64, _ => engine.RunAsync("HelloSequence", 5));
        var commit = CommitRate.Measure(folder);
        Console.WriteLine($"SQLite, one row a commit, WAL FULL: {commit:F3} ms, {1000 / commit:F0}/s");
        foreach (var (concurrency, count) in ((int, int)[])[(1, 500), (64, 8000), (200, 8000)])
        {
            var commits = engine.Engine.Commits;
            var run = await Measure.OfAsync(count, concurrency, _ => engine.RunAsync("HelloSequence", 5));
            Console.WriteLine(
                $"HelloSequence5 x{concurrency}: {run.PerSecond:F0}/s, p50 {run.P50:F2} ms ({run.P50 / commit:F1} commits), p99 {run.P99:F2} ms, "
                + $"{(double)(engine.Engine.Commits - commits) / count:F2} commits each");
        }

        foreach (var width in (int[])[1000, 1000, 10_000])
        {
            var run = await Measure.OfAsync(1, 1, _ => engine.RunAsync("FanOut", width));
            Console.WriteLine($"Fan-out of {width}: {run.Seconds:F3} s, {GC.GetTotalMemory(true) / 1e6:F0} MB held after");
        }

        foreach (var steps in (int[])[50, 1000, 5000, 10_000])
        {
            var run = await Measure.OfAsync(1, 1, _ => engine.RunAsync("HelloSequence", steps));
            Console.WriteLine($"{steps} sequential steps: {run.Seconds:F3} s, {run.Seconds * 1000 / steps:F3} ms a step");
        }

        await EventsAsync(engine);
        Console.WriteLine($"SQLite, one row a commit, again: {CommitRate.Measure(Path.Combine(folder, "again")):F3} ms");
    }

    private static async Task EventsAsync(BenchEngine engine)
    {
        const int Rounds = 500;
        var id = await engine.Client.ScheduleNewOrchestrationInstanceAsync("Events", Rounds);
        var run = await Measure.OfAsync(Rounds, 1, i => engine.Client.RaiseEventAsync(id, "ping", i));
        await engine.Client.WaitForInstanceCompletionAsync(id);
        Console.WriteLine($"Event round trip (raised, taken, stored): p50 {run.P50:F2} ms");
    }
}
