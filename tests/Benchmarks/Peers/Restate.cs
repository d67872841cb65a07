using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;

namespace ServerlessMlops.Benchmarks.Peers;

/// <summary>Restate: its server and a service of its TypeScript SDK, both from npm, asked over HTTP.</summary>
internal static class Restate
{
    public static async Task<IReadOnlyList<PeerResult>> MeasureAsync(string folder)
    {
        var home = await Tool.InstallAsync("restate", folder);
        var (service, ingress, admin, node) = (Tool.FreePort(), Tool.FreePort(), Tool.FreePort(), Tool.FreePort());
        Process? sdk = null;
        Process? server = null;
        try
        {
            sdk = Tool.Start("node", ["service.js"], home, new Dictionary<string, string> { ["SERVICE_PORT"] = Text(service) }).Drained();
            server = Tool.Start("npx", ["restate-server", "--base-dir", "data"], home, new Dictionary<string, string>
            {
                ["RESTATE_INGRESS__BIND_ADDRESS"] = $"127.0.0.1:{Text(ingress)}",
                ["RESTATE_ADMIN__BIND_ADDRESS"] = $"127.0.0.1:{Text(admin)}",
                ["RESTATE_BIND_ADDRESS"] = $"127.0.0.1:{Text(node)}",
            }).Drained();
            using var http = new HttpClient { Timeout = TimeSpan.FromMinutes(1) };
            await RegisterAsync(http, $"http://127.0.0.1:{Text(admin)}/deployments", $"http://127.0.0.1:{Text(service)}");
            async Task Hello(int number) => (await http.PostAsJsonAsync($"http://127.0.0.1:{Text(ingress)}/hello/sequence", "you")).EnsureSuccessStatusCode();
            await Measure.OfAsync(200, 16, Hello);
            List<PeerResult> results = [];
            foreach (var (count, concurrency) in ((int, int)[])[(100, 1), (2000, 64), (2000, 200)])
            {
                var run = await Measure.OfAsync(count, concurrency, Hello);
                results.Add(new PeerResult(concurrency, run.PerSecond, run.P50));
            }

            return results;
        }
        finally
        {
            Tool.End(server);
            Tool.End(sdk);
        }
    }

    /// <summary>The server needs some seconds before it answers.</summary>
    private static async Task RegisterAsync(HttpClient http, string admin, string service)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                (await http.PostAsJsonAsync(admin, new { uri = service })).EnsureSuccessStatusCode();
                return;
            }
            catch (HttpRequestException) when (tries < 60)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);
            }
        }
    }

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
