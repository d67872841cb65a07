using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Pipeline.Training;

namespace ServerlessMlops.Pipeline.Tests.Data;

/// <summary>Expected figures by pandas 1.5.3: <c>d.isna().sum().sum()</c>, <c>d[c].nunique()</c>, <c>.min()</c>, <c>.max()</c>, <c>.mean()</c>.</summary>
public class SampleDataTests
{
    [Theory]
    [InlineData("credit-risk", "credit_data.csv", 4_454, 14, 455, 2)]
    [InlineData("penguins", "penguins.csv", 344, 8, 19, 0)]
    [InlineData("concrete", "concrete.csv", 1_030, 9, 0, 25)]
    public void A_sample_is_clean_and_has_pandas_shape(string sample, string file, int rows, int columns, long missing, long copies)
    {
        var clean = Read(sample, file);
        Assert.Equal((rows, columns), (clean.Table.RowCount, clean.Table.Columns.Count));
        Assert.Equal(missing, clean.Schema.Columns.Sum(column => column.Missing));
        Assert.Equal(copies, clean.Warnings.Where(problem => problem.Code == ProblemCodes.DuplicateRows).Sum(problem => problem.Count));
    }

    [Theory]
    [InlineData("credit-risk", "credit_data.csv", "Income", 381, 351, 6.0, 959.0, 141.68769948440953)]
    [InlineData("credit-risk", "credit_data.csv", "Assets", 47, 159, 0.0, 300000.0, 5403.979351032448)]
    [InlineData("credit-risk", "credit_data.csv", "Debt", 18, 182, 0.0, 30000.0, 343.02592425608657)]
    [InlineData("credit-risk", "credit_data.csv", "Price", 0, 1419, 105.0, 11140.0, 1462.7801975752134)]
    [InlineData("penguins", "penguins.csv", "bill_length_mm", 2, 164, 32.1, 59.6, 43.9219298245614)]
    [InlineData("concrete", "concrete.csv", "compressive_strength", 0, 845, 2.33, 82.6, 35.817961165048544)]
    public void A_column_of_numbers_has_pandas_figures(
        string sample, string file, string name, long missing, long distinct, double min, double max, double mean)
    {
        var clean = Read(sample, file);
        var schema = clean.Schema.Columns.Single(column => column.Name == name);
        Assert.Equal(new ColumnSchema(name, ColumnKind.Number, missing, distinct, min, max), schema);
        Assert.Equal(mean, ((NumberColumn)clean.Table[name]).Values.Where(double.IsFinite).Average(), 1e-9 * mean);
    }

    [Fact]
    public void Categories_are_counted_as_pandas_counts_them()
    {
        var table = Read("credit-risk", "credit_data.csv").Table;
        Assert.Equal([("bad", 1_254), ("good", 3_200)], Labels.Count(table["Status"]));
        Assert.Equal(
            [("divorced", 38), ("married", 3_241), ("separated", 130), ("single", 977), ("widow", 67)], Labels.Count(table["Marital"]));
        Assert.Equal(2, table["Job"].MissingCount());
    }

    [Theory]
    [InlineData("credit-risk", "credit_data.csv")]
    [InlineData("penguins", "penguins.csv")]
    [InlineData("concrete", "concrete.csv")]
    public void A_samples_pipeline_is_valid_and_its_data_ready(string sample, string file)
    {
        var text = File.ReadAllText(Csv.SamplePath(sample, "pipeline.yaml"));
        var spec = Assert.IsType<SpecOutcome.Valid>(PipelineYaml.Parse(text, "pipeline.yaml")).Spec;
        Assert.Equal(sample, spec.Model);
        using var stream = File.OpenRead(Csv.SamplePath(sample, file));
        var clean = Assert.IsType<ReadOutcome.Clean>(Dataset.Read(stream, file, spec));
        Assert.Empty(TrainingReadiness.Check(spec, clean.Table, file));
    }

    internal static ReadOutcome.Clean Read(string sample, string file)
    {
        using var stream = File.OpenRead(Csv.SamplePath(sample, file));
        return Assert.IsType<ReadOutcome.Clean>(Dataset.Read(stream, file, null));
    }
}
