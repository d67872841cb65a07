using System.Text;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Pipeline.Tests.Data.Personal;

/// <summary>Searches CSV for personal data in one pass.</summary>
internal static class PersonalRun
{
    public static PersonalDataReport Scan(string csv) => Scan(new MemoryStream(Encoding.UTF8.GetBytes(csv)));

    public static PersonalDataReport Scan(Stream csv)
    {
        using var reader = new CsvReader(csv, new ProblemList("test.csv"));
        return Scan(reader);
    }

    public static PersonalDataReport Scan(RowReader reader)
    {
        var scan = new PersonalDataScan();
        var watches = new List<PersonalDataWatch>();
        var pass = new RowPass(reader)
        {
            OnColumns = (count, _) => watches.AddRange(reader.Names.Take(count).Skip(watches.Count).Select(scan.Watch)),
        };
        pass.Run((column, slice) => watches[column].Add(slice));
        return scan.Finish(reader.Names);
    }

    /// <summary>One column of these cells.</summary>
    public static IReadOnlyList<PersonalDataFinding> Column(string name, params IEnumerable<string> cells) =>
        Scan($"row,\"{name}\"\n" + string.Concat(cells.Select((cell, i) => $"{i},\"{cell.Replace("\"", "\"\"")}\"\n"))).Findings;

    /// <summary>The kinds found in a column of a name that says nothing.</summary>
    public static IEnumerable<PersonalDataKind> Kinds(params IEnumerable<string> cells) =>
        Column("c", cells).Select(finding => finding.Kind);

    /// <summary>A column that went by, as a part of a file.</summary>
    public static PersonalDataWatch Watch(params IEnumerable<string> cells)
    {
        var watch = new PersonalDataWatch("c");
        var csv = Encoding.UTF8.GetBytes("c\n" + string.Concat(cells.Select(cell => cell + "\n")));
        using var reader = new CsvReader(new MemoryStream(csv), new ProblemList("test.csv"));
        new RowPass(reader).Run((_, slice) => watch.Add(slice));
        return watch;
    }

    public static IReadOnlyList<PersonalDataFinding> Findings(PersonalDataWatch watch) => [.. ColumnFindings.Of(watch)];
}
