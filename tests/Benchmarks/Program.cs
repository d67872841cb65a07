using System.Globalization;
using ServerlessMlops.Benchmarks;

// dotnet run -c Release --project tests/Benchmarks [-- --no-peers]
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var folder = Path.Combine(Path.GetTempPath(), $"mlops-bench-{Environment.ProcessId}");
try
{
    using (var engine = new BenchEngine(folder))
    {
        await EngineBenchmarks.RunAsync(engine, folder);
    }

    if (!args.Contains("--no-peers"))
    {
        await PeerBenchmarks.RunAsync(folder);
    }
}
finally
{
    Directory.Delete(folder, recursive: true);
}
