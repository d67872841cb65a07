using System.Globalization;
using System.Text.Json;

namespace ServerlessMlops.Statistics.Tests;

/// <summary>Real predictions and the values that scikit-learn, scipy and numpy compute from them; made by Reference/make.py.</summary>
internal static class Reference
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Reference");
    private static readonly JsonElement Values = Json("reference");
    private static readonly JsonElement EdgeValues = Json("edge_cases");

    public static bool[] Bad { get; } = [.. Column("credit", 0).Select(value => value == "1")];

    public static double[] Score { get; } = Numbers("credit", 1);

    /// <summary>A poorer score of the same rows.</summary>
    public static double[] OtherScore { get; } = Numbers("credit", 2);

    public static int[] Species { get; } = [.. Column("penguins", 3).Select(int.Parse)];

    public static double[][] SpeciesProbabilities { get; } =
        [.. Numbers("penguins", 0).Zip(Numbers("penguins", 1), Numbers("penguins", 2)).Select(row => new[] { row.First, row.Second, row.Third })];

    public static string[] Marital { get; } = [.. Column("credit", 3)];

    public static double[] Strength { get; } = Numbers("concrete", 0);

    public static double[] PredictedStrength { get; } = Numbers("concrete", 1);

    public static JsonElement Section(string name) => Values.GetProperty(name);

    /// <summary>Of rare and degenerate inputs, and of disparities against all rows; made by Reference/edge_cases.py.</summary>
    public static JsonElement EdgeSection(string name) => EdgeValues.GetProperty(name);

    public static double Value(string section, string name) => Section(section).GetProperty(name).GetDouble();

    /// <summary>Equal to the reference within 1e-12 of its size.</summary>
    public static void Same(double expected, Estimate seen)
    {
        Assert.True(seen.TryGet(out var value), seen.ToString());
        Same(expected, value);
    }

    public static void Same(double expected, double? seen)
    {
        var value = Assert.NotNull(seen);
        Assert.True(
            Math.Abs(value - expected) <= 1e-12 * Math.Max(1, Math.Abs(expected)),
            string.Create(CultureInfo.InvariantCulture, $"Seen {value:R}, expected {expected:R}"));
    }

    private static JsonElement Json(string name) => JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, $"{name}.json"))).RootElement;

    private static double[] Numbers(string file, int column) =>
        [.. Column(file, column).Select(value => double.Parse(value, CultureInfo.InvariantCulture))];

    private static IEnumerable<string> Column(string file, int column) =>
        File.ReadLines(Path.Combine(Folder, $"{file}.csv")).Skip(1).Select(line => line.Split(',')[column]);
}
