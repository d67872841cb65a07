using System.Text.RegularExpressions;

namespace ServerlessMlops.House.Tests;

public sealed partial class TextTests
{
    [Fact]
    public void A_package_lock_names_no_registry()
    {
        var wrong = Directory.EnumerateFiles(Path.Combine(Repository.Root, "tools"), "package-lock.json", SearchOption.AllDirectories)
            .Where(file => !file.Contains("node_modules", StringComparison.Ordinal) && File.ReadAllText(file).Contains("\"resolved\"", StringComparison.Ordinal));

        Assert.Empty(wrong);
    }

    [Fact]
    public void Nothing_is_left_unfinished_in_the_rooms()
    {
        var wrong = Repository.Sources(".cs", ".razor")
            .Where(file => !file.StartsWith("tests/", StringComparison.Ordinal) && Unfinished().IsMatch(Repository.Read(file)));

        Assert.Empty(wrong);
    }

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|NotImplementedException)\b")]
    private static partial Regex Unfinished();
}
