namespace ServerlessMlops.House.Tests;

public sealed class FileSizeTests
{
    [Fact]
    public void No_file_has_more_than_300_lines()
    {
        var wrong = Repository.Sources(".cs", ".razor", ".cshtml", ".js")
            .Select(file => (file, lines: Lines(file)))
            .Where(one => one.lines > 300)
            .Select(one => $"{one.file}: {one.lines}");

        Assert.Empty(wrong);
    }

    [Fact]
    public void The_median_file_of_the_rooms_has_at_most_100_lines()
    {
        var lines = Repository.Sources(".cs").Where(file => !file.StartsWith("tests/", StringComparison.Ordinal)).Select(Lines).Order().ToList();

        Assert.InRange(lines[lines.Count / 2], 1, 100);
    }

    private static int Lines(string file) => Repository.Read(file).Count(c => c == '\n');
}
