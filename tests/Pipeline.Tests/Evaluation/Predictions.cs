using System.Globalization;
using System.Text.Json;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Evaluation;

namespace ServerlessMlops.Pipeline.Tests.Evaluation;

/// <summary>Real predictions on the samples, and what scikit-learn says of them: see Reference/make.py of Statistics.Tests.</summary>
internal static class Predictions
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Reference");
    private static readonly JsonElement Values = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "reference.json"))).RootElement;

    /// <summary>1,114 applicants, grouped by marital status.</summary>
    public static TestSet Credit { get; } = new()
    {
        Task = ModelTask.Binary,
        Classes = ["good", "bad"],
        Actual = [.. Column("credit", 0).Select(int.Parse)],
        Probability = Numbers("credit", 1),
        Groups = [Grouped("Marital", [.. Column("credit", 3)])],
    };

    /// <summary>What another model says of the same applicants.</summary>
    public static double[] CreditOther { get; } = Numbers("credit", 2);

    /// <summary>342 penguins of three species, in two groups by turns.</summary>
    public static TestSet Penguins { get; } = new()
    {
        Task = ModelTask.Multiclass,
        Classes = ["Adelie", "Chinstrap", "Gentoo"],
        Actual = [.. Column("penguins", 3).Select(int.Parse)],
        Probabilities = [.. Numbers("penguins", 0).Zip(Numbers("penguins", 1), Numbers("penguins", 2)).Select(row => new[] { row.First, row.Second, row.Third })],
        Groups = [Grouped("turn", [.. Column("penguins", 3).Select((_, row) => row % 2 == 0 ? "even" : "odd")])],
    };

    /// <summary>1,030 mixes of concrete, in two groups by strength.</summary>
    public static TestSet Concrete { get; } = new()
    {
        Task = ModelTask.Regression,
        ActualValue = Numbers("concrete", 0),
        Predicted = Numbers("concrete", 1),
        Groups = [Grouped("strong", [.. Numbers("concrete", 0).Select(value => value > 35 ? "yes" : "no")])],
    };

    public static double Reference(string section, string name) => Values.GetProperty(section).GetProperty(name).GetDouble();

    public static GroupedAttribute Grouped(string attribute, string[] groups)
    {
        string[] names = [.. groups.Distinct().Order(StringComparer.Ordinal)];
        return new(attribute, Array.ConvertAll(groups, group => Array.IndexOf(names, group)), names);
    }

    private static double[] Numbers(string file, int column) =>
        [.. Column(file, column).Select(value => double.Parse(value, CultureInfo.InvariantCulture))];

    private static IEnumerable<string> Column(string file, int column) =>
        File.ReadLines(Path.Combine(Folder, $"{file}.csv")).Skip(1).Select(line => line.Split(',')[column]);
}
