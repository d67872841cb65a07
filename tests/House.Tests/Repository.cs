using System.Runtime.CompilerServices;

namespace ServerlessMlops.House.Tests;

/// <summary>The repository these tests were built from.</summary>
internal static class Repository
{
    public static readonly string Root = Path.GetFullPath(Path.Combine(Here(), "..", ".."));

    /// <summary>Source files of the rooms and the tests, relative to the root, with forward slashes.</summary>
    public static IReadOnlyList<string> Sources(params string[] endings) =>
    [
        .. new[] { "functions", "runtime", "tests" }
            .SelectMany(room => Directory.EnumerateFiles(Path.Combine(Root, room), "*", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Where(file => endings.Contains(Path.GetExtension(file)) && !file.Split('/').Any(part => part is "bin" or "obj" or "bin-azure" or "obj-azure" or "node_modules"))
            .Order(StringComparer.Ordinal),
    ];

    public static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
