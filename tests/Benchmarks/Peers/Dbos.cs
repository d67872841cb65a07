using System.Text.Json;

namespace ServerlessMlops.Benchmarks.Peers;

/// <summary>DBOS from npm, on a PostgreSQL of its own.</summary>
internal static class Dbos
{
    public static async Task<IReadOnlyList<PeerResult>> MeasureAsync(string folder)
    {
        var home = await Tool.InstallAsync("dbos", folder);
        await using var postgres = await Postgres.StartAsync(folder);
        var output = await Tool.RunAsync("node", ["bench.js"], home, new Dictionary<string, string> { ["DATABASE_URL"] = postgres.Url });
        return [.. output.Split('\n').Where(line => line.StartsWith("{\"concurrency\"", StringComparison.Ordinal)).Select(line => JsonSerializer.Deserialize<PeerResult>(line)!)];
    }
}
