using System.Diagnostics;

namespace ServerlessMlops.Benchmarks;

/// <summary>Durations of many runs, in milliseconds.</summary>
internal sealed record Measure(int Count, double Seconds, double P50, double P99)
{
    public double PerSecond => Count / Seconds;

    /// <summary>Runs an operation <paramref name="count"/> times, <paramref name="concurrency"/> at once.</summary>
    public static async Task<Measure> OfAsync(int count, int concurrency, Func<int, Task> operation)
    {
        var times = new double[count];
        var next = -1;
        var all = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, concurrency).Select(_ => Task.Run(async () =>
        {
            for (int i; (i = Interlocked.Increment(ref next)) < count;)
            {
                var one = Stopwatch.GetTimestamp();
                await operation(i);
                times[i] = Stopwatch.GetElapsedTime(one).TotalMilliseconds;
            }
        })));
        var seconds = Stopwatch.GetElapsedTime(all).TotalSeconds;
        Array.Sort(times);
        return new Measure(count, seconds, times[count / 2], times[(int)(count * 0.99)]);
    }
}
