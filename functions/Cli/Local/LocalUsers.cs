using System.Text.Json;

namespace ServerlessMlops.Cli.Local;

/// <summary>A person whom the settings name.</summary>
public sealed record LocalUser(string Name, IReadOnlyList<string> Roles)
{
    /// <summary>What stands before the @.</summary>
    public string Nick => Name.Split('@')[0];
}

/// <summary>The local users, from the settings files of the working tree.</summary>
public static class LocalUsers
{
    private const string Prefix = "Identity__Users__";

    public static IReadOnlyList<LocalUser> All => From(Path.Combine(Repository.Root, "local.settings.sample.json"), Path.Combine(Repository.Root, "local.settings.json"));

    /// <param name="files">Later ones win, setting by setting; one that is not there is skipped.</param>
    public static IReadOnlyList<LocalUser> From(params string[] files)
    {
        var values = new SortedDictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var file in files.Where(File.Exists))
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(file), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            foreach (var value in json.RootElement.TryGetProperty("Values", out var all) ? all.EnumerateObject() : default)
            {
                values[value.Name.Replace(":", "__", StringComparison.Ordinal)] = value.Value.ToString();
            }
        }

        return [.. Enumerable.Range(0, 100)
            .Where(i => values.ContainsKey($"{Prefix}{i}__Name"))
            .Select(i => new LocalUser(values[$"{Prefix}{i}__Name"], Split(values.GetValueOrDefault($"{Prefix}{i}__Roles"))))];
    }

    /// <summary>The full name of a user given by name or by nick; a name that is not known stays as it is, for the app to refuse.</summary>
    public static string Resolve(string given) => Resolve(given, All);

    public static string Resolve(string given, IReadOnlyList<LocalUser> users)
    {
        var named = users.Where(user => user.Name.Equals(given, StringComparison.OrdinalIgnoreCase)).ToList();
        var called = users.Where(user => user.Nick.Equals(given, StringComparison.OrdinalIgnoreCase)).ToList();
        return named.Count == 1 ? named[0].Name : called.Count == 1 ? called[0].Name : given;
    }

    /// <summary>As settings of the app's environment.</summary>
    public static IEnumerable<KeyValuePair<string, string>> AsSettings(IReadOnlyList<LocalUser> users) => users.SelectMany((user, i) => new[]
    {
        KeyValuePair.Create($"{Prefix}{i}__Name", user.Name),
        KeyValuePair.Create($"{Prefix}{i}__Roles", string.Join(',', user.Roles)),
    });

    private static string[] Split(string? roles) => (roles ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
