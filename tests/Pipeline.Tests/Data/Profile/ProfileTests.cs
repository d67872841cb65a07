using System.Text.Json;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Pipeline.Tests.Data.Profile;

public class ProfileTests
{
    /// <summary>pandas' figures; made by make.py beside it.</summary>
    private static readonly JsonElement Reference = JsonDocument.Parse(
        File.ReadAllText(Csv.RepositoryPath(Path.Combine("tests", "Pipeline.Tests", "Data", "Profile", "reference.json")))).RootElement;

    [Theory]
    [InlineData("credit-risk", "credit_data.csv")]
    [InlineData("penguins", "penguins.csv")]
    [InlineData("concrete", "concrete.csv")]
    public void The_samples_figures_are_those_of_pandas(string sample, string file)
    {
        var expected = Reference.GetProperty(sample);
        using var stream = File.OpenRead(Csv.SamplePath(sample, file));
        var profile = Assert.IsType<ReadOutcome.Clean>(Dataset.Read(stream, file, null)).Profile!;
        Assert.Equal(expected.GetProperty("rows").GetInt64(), profile.Rows);
        foreach (var (column, facts) in profile.Columns.Zip(expected.GetProperty("columns").EnumerateObject(), (column, entry) => (column, entry.Value)))
        {
            Assert.Equal(
                (facts.GetProperty("count").GetInt64(), facts.GetProperty("missing").GetInt64()), (column.Count, column.Missing));
            if (column.DistinctError == 0)
            {
                Assert.Equal(facts.GetProperty("distinct").GetInt64(), column.Distinct);
            }
            else
            {
                Assert.InRange(column.Distinct / facts.GetProperty("distinct").GetDouble(), 0.97, 1.03);
            }

            if (facts.TryGetProperty("top", out var top))
            {
                Assert.Equal(top.GetInt64(), column.Top[0].Count);
            }
            else
            {
                CheckNumbers(facts, column.Numbers!);
            }
        }
    }

    [Theory]
    [InlineData("credit-risk", "credit_data.csv")]
    [InlineData("penguins", "penguins.csv")]
    [InlineData("concrete", "concrete.csv")]
    public void Associations_with_the_target_are_those_of_scipy(string sample, string file)
    {
        using var stream = File.OpenRead(Csv.SamplePath(sample, file));
        var spec = Assert.IsType<SpecOutcome.Valid>(PipelineYaml.Parse(File.ReadAllText(Csv.SamplePath(sample, "pipeline.yaml")), "pipeline.yaml")).Spec;
        var clean = Assert.IsType<ReadOutcome.Clean>(Dataset.Read(stream, file, spec));
        var profile = TargetAssociations.Add(clean.Profile!, clean.Table, spec);
        foreach (var (column, facts) in profile.Columns.Zip(Reference.GetProperty(sample).GetProperty("columns").EnumerateObject(), (column, entry) => (column, entry.Value)))
        {
            if (facts.TryGetProperty("association", out var expected))
            {
                Assert.Equal(expected.GetDouble(), column.Association!.Value!.Value, 1e-9);
            }
            else
            {
                Assert.Equal((spec.Target, null), (column.Name, column.Association));
            }
        }
    }

    [Fact]
    public void A_category_with_few_rows_a_value_has_no_association()
    {
        var clean = Csv.Clean(Csv.Rows("code,y", 40, i => $"c{i % 20},{(i % 2 == 0 ? "yes" : "no")}"));
        var association = TargetAssociations.Add(clean.Profile!, clean.Table, Csv.Spec()).Columns[0].Association!;
        Assert.Equal(("cramers_v", null, "too many different values"), (association.Measure, association.Value, association.Reason));
    }

    [Fact]
    public void Dates_have_ends_and_a_median_in_days()
    {
        var profile = Csv.Clean(Csv.Rows("d,y", 31, i => $"2024-05-{i:D2},x{i % 2}")).Profile!;
        var numbers = profile.Columns[0].Numbers!;
        Assert.Equal((ColumnKind.Date, 30.0), (profile.Columns[0].Kind, numbers.Max - numbers.Min));
        Assert.Equal(new DateOnly(2024, 5, 16).DayNumber - new DateOnly(1970, 1, 1).DayNumber, numbers.Quantiles.Single(q => q.At == 0.5).Value);
    }

    [Fact]
    public void Texts_have_lengths_and_shapes()
    {
        var column = Csv.Clean(Csv.Rows("code,y", 40, i => $"Ab-{i:D3},x{i % 2}")).Profile!.Columns[0];
        Assert.Equal(new LengthProfile(6, 6, 6), column.Lengths);
        Assert.Equal(new ValueCount("Aa-9+", 40), Assert.Single(column.Patterns));
    }

    [Fact]
    public void A_refused_file_has_a_profile_too()
    {
        var faulty = Assert.IsType<ReadOutcome.Faulty>(Csv.Read(Csv.Rows("n,y", 100, i => $"{(i == 7 ? "oops" : i)},x")));
        Assert.Equal(100, faulty.Profile!.Rows);
    }

    [Fact]
    public void The_profile_does_not_depend_on_how_the_work_was_spread()
    {
        var text = Csv.Rows("n,c,y", 30_000, i => $"{i * 7919 % 30_011 / 7.0:F4},k{i * i % 977},x{i % 2}");
        var profiles = Enumerable.Range(0, 4).Select(_ => MlopsJson.Write(Csv.Clean(text).Profile!)).ToArray();
        Assert.All(profiles, profile => Assert.Equal(profiles[0], profile));
    }

    private static void CheckNumbers(JsonElement facts, NumberProfile numbers)
    {
        Same(facts.GetProperty("min").GetDouble(), numbers.Min);
        Same(facts.GetProperty("max").GetDouble(), numbers.Max);
        Same(facts.GetProperty("mean").GetDouble(), numbers.Mean);
        Same(facts.GetProperty("std").GetDouble(), numbers.StandardDeviation!.Value);
        var quantiles = numbers.Quantiles.Where(quantile => quantile.At is > 0 and < 1).Select(quantile => quantile.Value).ToArray();
        if (numbers.RankError == 0)
        {
            Assert.All(facts.GetProperty("quantiles").EnumerateArray().Zip(quantiles), pair => Same(pair.First.GetDouble(), pair.Second));
        }
        else
        {
            Assert.Equal(quantiles.Order(), quantiles);
            Assert.All(quantiles, value => Assert.InRange(value, numbers.Min, numbers.Max));
        }

        Assert.Equal(1, numbers.Histogram!.Shares.Sum(), 9);
    }

    private static void Same(double expected, double seen) =>
        Assert.InRange(seen, expected - (1e-9 * Math.Max(1, Math.Abs(expected))), expected + (1e-9 * Math.Max(1, Math.Abs(expected))));
}
