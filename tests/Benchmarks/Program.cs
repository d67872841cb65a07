using System.Globalization;
using ServerlessMlops.Benchmarks;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var folder = Path.Combine(Path.GetTempPath(), $"mlops-bench-{Environment.ProcessId}");
try
{
    using var engine = new BenchEngine(folder);
    await EngineBenchmarks.RunAsync(engine, folder);
}
finally
{
    Directory.Delete(folder, recursive: true);
}
