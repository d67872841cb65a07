using System.Text.Json;

namespace ServerlessMlops.Learning;

/// <summary>Packages that training runs with, as they were resolved: read from what the build wrote beside the program (<c>*.deps.json</c>).</summary>
internal static class TrainingPackages
{
    /// <returns>E.g. <c>LightGBM 4.7.0</c>, by name; empty where the program was built without that file.</returns>
    public static IReadOnlyList<string> Find()
    {
        var files = (AppContext.GetData("APP_CONTEXT_DEPS_FILES") as string ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries);
        return files.Where(File.Exists).Select(file => Of(File.ReadAllBytes(file))).FirstOrDefault(found => found.Count > 0) ?? [];
    }

    /// <summary>Everything that this assembly needs, and what that needs in turn, but the product's own assemblies.</summary>
    internal static IReadOnlyList<string> Of(ReadOnlyMemory<byte> dependencies)
    {
        using var document = JsonDocument.Parse(dependencies);
        var libraries = document.RootElement.GetProperty("targets").EnumerateObject()
            .SelectMany(target => target.Value.EnumerateObject())
            .DistinctBy(library => library.Name)
            .ToDictionary(library => library.Name.Split('/')[0], library => (Version: library.Name.Split('/')[1], library.Value));
        var found = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var open = new Stack<string>([typeof(TrainingPackages).Assembly.GetName().Name!]);
        while (open.TryPop(out var name))
        {
            if (!found.ContainsKey(name) && libraries.TryGetValue(name, out var library))
            {
                found[name] = library.Version;
                if (library.Value.TryGetProperty("dependencies", out var needed))
                {
                    needed.EnumerateObject().ToList().ForEach(dependency => open.Push(dependency.Name));
                }
            }
        }

        return [.. found.Where(one => !one.Key.StartsWith("ServerlessMlops.", StringComparison.Ordinal)).Select(one => $"{one.Key} {one.Value}")];
    }
}
