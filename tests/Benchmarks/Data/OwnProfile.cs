using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Benchmarks.Data;

/// <summary>The product's own first pass: everything that a receipt shows of the columns.</summary>
internal static class OwnProfile
{
    public static void Read(string file)
    {
        using var stream = File.OpenRead(file);
        var problems = new ProblemList(Path.GetFileName(file));
        using var reader = DatasetFormat.Open(stream, Path.GetFileName(file), problems)
            ?? throw new InvalidOperationException("The file is of no format that is read.");
        var seen = DatasetInspection.Of(reader, new Dictionary<string, Pipeline.Contracts.ColumnKind>(), problems);
        Console.WriteLine($"{seen.Rows} rows, {seen.Profile.Columns.Count} columns, {problems.ToList().Count} problems");
    }
}
