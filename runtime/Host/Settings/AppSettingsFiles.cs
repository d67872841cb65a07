using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;

namespace Embedded.Host.Settings;

/// <summary>host.json and the local settings, put under everything else: environment and command line win.</summary>
internal static class AppSettingsFiles
{
    public static void Insert(IConfigurationBuilder configuration, string folder)
    {
        List<IConfigurationSource> sources =
        [
            Source(new Dictionary<string, string?>
            {
                // The host says in one line where it listens; the web server's own lines would say it again.
                ["Logging:LogLevel:Microsoft.AspNetCore"] = "Warning",
                ["Logging:LogLevel:Microsoft.Hosting.Lifetime"] = "Warning",
                ["Logging:LogLevel:Azure"] = "Warning",
            }),
            Source(HostJson(Path.Combine(folder, "host.json"))),
            Source(Values(Path.Combine(folder, "local.settings.sample.json"))),
            Source(Values(Path.Combine(folder, "local.settings.json"))),
        ];
        for (var i = 0; i < sources.Count; i++)
        {
            configuration.Sources.Insert(i, sources[i]);
        }
    }

    private static MemoryConfigurationSource Source(Dictionary<string, string?> values) => new() { InitialData = values };

    private static Dictionary<string, string?> HostJson(string path)
    {
        var values = Read(path, root => Flatten(root, ""));
        var levels = values.Where(pair => pair.Key.StartsWith(":logging:logLevel:", StringComparison.OrdinalIgnoreCase))
            .Select(pair => KeyValuePair.Create("Logging:LogLevel" + pair.Key[":logging:logLevel".Length..], pair.Value));
        return new Dictionary<string, string?>(
            [.. values.Select(pair => KeyValuePair.Create(HostSettings.HostJson + pair.Key, pair.Value)), .. levels]);
    }

    private static Dictionary<string, string?> Values(string path) => Read(path, root =>
        root.TryGetProperty("Values", out var values)
            ? values.EnumerateObject().Select(pair => KeyValuePair.Create(pair.Name.Replace("__", ":"), (string?)pair.Value.ToString()))
            : []);

    private static Dictionary<string, string?> Read(string path, Func<JsonElement, IEnumerable<KeyValuePair<string, string?>>> read)
    {
        if (!File.Exists(path))
        {
            return [];
        }
        using var json = JsonDocument.Parse(
            File.ReadAllBytes(path), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        return new Dictionary<string, string?>(read(json.RootElement));
    }

    private static IEnumerable<KeyValuePair<string, string?>> Flatten(JsonElement element, string path) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(pair => Flatten(pair.Value, $"{path}:{pair.Name}")),
        JsonValueKind.Array => element.EnumerateArray().SelectMany((item, i) => Flatten(item, $"{path}:{i}")),
        _ => [KeyValuePair.Create(path, (string?)element.ToString())],
    };
}
