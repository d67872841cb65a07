using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Pipeline.Training;

namespace ServerlessMlops.Pipeline.Tests.Data.Judgement;

/// <summary>Tables for the judgement's tests: the samples, and one built from a seed in which everything is known.</summary>
internal static class Built
{
    public static readonly PipelineSpec Spec = Csv.Spec() with { Protected = [new() { Column = "sex" }] };

    /// <summary>Label y is "yes" with a chance that rises with x; noise, city and sex say nothing of it.</summary>
    public static Table Table(int rows, int seed = 1, double shift = 0, Func<int, string>? sex = null, params Column[] more)
    {
        var random = new Random(seed);
        var x = new double[rows];
        var noise = new double[rows];
        var (y, city, sexes) = (new string[rows], new string[rows], new string[rows]);
        for (var row = 0; row < rows; row++)
        {
            x[row] = Normal(random) + shift;
            noise[row] = Normal(random);
            y[row] = random.NextDouble() < 1 / (1 + Math.Exp(-2 * (x[row] - shift))) ? "yes" : "no";
            city[row] = "abcd"[random.Next(4)].ToString();
            sexes[row] = sex?.Invoke(row) ?? (random.Next(2) == 0 ? "f" : "m");
        }

        return new([Number("x", x), Number("noise", noise), Category("city", city), Category("sex", sexes), Category("y", y), .. more]);
    }

    public static NumberColumn Number(string name, double[] values) => new(name, ColumnKind.Number, values);

    public static CategoryColumn Category(string name, string?[] texts, ColumnKind kind = ColumnKind.Category)
    {
        string[] levels = [.. texts.OfType<string>().Distinct().Order(StringComparer.Ordinal)];
        int Code(string? text) => text is null ? -1 : Array.BinarySearch(levels, text, StringComparer.Ordinal);
        return new(name, kind, Array.ConvertAll(texts, Code), levels);
    }

    public static Table With(this Table table, Column column) =>
        new([.. table.Columns.Where(other => other.Name != column.Name), column]);

    public static DataJudgement Judge(Table table, PipelineSpec? spec = null, SplitAssignment? split = null, Table? reference = null) =>
        DataJudge.Judge(table, spec ?? Spec, "test.csv", split, reference);

    public static IReadOnlyList<Problem> Of(this DataJudgement judgement, string code) =>
        [.. judgement.Problems.Where(problem => problem.Code == code)];

    public static (Table Table, PipelineSpec Spec) Sample(string sample, string file)
    {
        var text = File.ReadAllText(Csv.SamplePath(sample, "pipeline.yaml"));
        var spec = Assert.IsType<SpecOutcome.Valid>(PipelineYaml.Parse(text, "pipeline.yaml")).Spec;
        return (SampleDataTests.Read(sample, file).Table, spec);
    }

    public static DataJudgement JudgeSample(string sample, string file)
    {
        var (table, spec) = Sample(sample, file);
        return DataJudge.Judge(table, spec, file, Splitter.Assign(table, spec), table);
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
