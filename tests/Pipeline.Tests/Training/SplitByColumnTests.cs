using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Pipeline.Tests.Data;
using ServerlessMlops.Pipeline.Training;

namespace ServerlessMlops.Pipeline.Tests.Training;

public class SplitByColumnTests
{
    private static readonly SplitSpec ByTime = new() { Method = SplitMethod.Time, Column = "day" };
    private static readonly SplitSpec ByGroup = new() { Method = SplitMethod.Group, Column = "customer" };

    [Fact]
    public void The_latest_rows_are_tested_and_those_before_them_validate()
    {
        var table = Rows("day", 200, i => $"2024-{1 + (i * 7 % 12):D2}-{1 + (i % 28):D2}");
        var parts = Splitter.Assign(table, Csv.Spec() with { Split = ByTime }).Parts;
        var days = ((NumberColumn)table["day"]).Values;
        double[] Of(SplitPart part) => [.. days.Where((_, row) => parts[row] == (byte)part)];
        Assert.True(Of(SplitPart.Train).Max() < Of(SplitPart.Validation).Min());
        Assert.True(Of(SplitPart.Validation).Max() < Of(SplitPart.Test).Min());
        Assert.Equal(50, Of(SplitPart.Test).Length, tolerance: 3.0);
    }

    [Fact]
    public void A_row_without_a_time_is_never_tested_on()
    {
        var table = Rows("day", 100, i => i % 10 == 0 ? "" : $"2024-01-{1 + (i % 28):D2}");
        var parts = Splitter.Assign(table, Csv.Spec() with { Split = ByTime }).Parts;
        Assert.All(Enumerable.Range(0, 100).Where(row => table["day"].IsMissing(row)), row => Assert.Equal((byte)SplitPart.Train, parts[row]));
    }

    [Fact]
    public void No_group_is_in_two_parts_and_the_shares_are_near()
    {
        var table = Rows("customer", 600, i => $"c{i * i % 83}");
        var parts = Splitter.Assign(table, Csv.Spec() with { Split = ByGroup }).Parts;
        var groups = Enumerable.Range(0, table.RowCount).GroupBy(row => table["customer"].Text(row), row => parts[row]);
        Assert.All(groups, group => Assert.Single(group.Distinct()));
        Assert.Equal(150, parts.Count(part => part == (byte)SplitPart.Test), tolerance: 15.0);
    }

    [Fact]
    public void The_group_is_no_feature_unless_it_is_asked_for()
    {
        var table = Rows("customer", 600, i => $"c{i % 20}");
        var spec = Csv.Spec() with { Split = ByGroup };
        Assert.False(FeatureSelection.Choose(spec, table)[0].Used);
        Assert.True(FeatureSelection.Choose(spec with { Features = new() { Include = ["customer", "x"] } }, table)[0].Used);
    }

    [Fact]
    public void A_column_that_gives_no_order_or_too_few_values_is_refused()
    {
        var table = Csv.Clean(Csv.Rows("day,customer,y", 100, i => $"d{i % 50},c{i % 3},{(i % 2 == 0 ? "yes" : "no")}")).Table;
        IEnumerable<string> Codes(SplitSpec split) => TrainingReadiness.Check(Csv.Spec() with { Split = split }, table, "test.csv")
            .Where(problem => problem.Severity == Severity.Error).Select(problem => problem.Code).Where(code => code != ProblemCodes.NoFeatures);
        Assert.Equal([ProblemCodes.SplitColumn], Codes(ByTime));
        Assert.Equal([ProblemCodes.SplitColumn], Codes(ByGroup));
        Assert.Equal([ProblemCodes.MissingColumn], Codes(new() { Method = SplitMethod.Time, Column = "when" }));
    }

    [Fact]
    public void A_part_without_a_class_is_named()
    {
        var rows = Csv.Rows("day,x,y", 100, i => $"2024-{1 + (i / 25):D2}-{1 + (i % 25):D2},{i},{(i < 60 && i % 2 == 0 ? "yes" : "no")}");
        var table = Csv.Clean(rows).Table;
        var spec = Csv.Spec() with { Split = ByTime };
        var problem = Assert.Single(
            SplitReadiness.Check(Splitter.Assign(table, spec), Labels.Of(table, spec), "test.csv"),
            problem => problem.Message.Contains("for test", StringComparison.Ordinal));
        Assert.Equal((ProblemCodes.SplitPartLacks, "1 of 2 classes"), (problem.Code, problem.Seen));
    }

    [Theory]
    [InlineData("{ method: time }", "YAML_MISSING_KEY")]
    [InlineData("{ column: day }", "YAML_CONTRADICTION")]
    [InlineData("{ method: group, column: y }", "YAML_CONTRADICTION")]
    [InlineData("{ method: tim, column: day }", "YAML_UNKNOWN_VALUE")]
    public void A_split_that_says_too_little_or_too_much_is_refused(string split, string code)
    {
        var invalid = Assert.IsType<SpecOutcome.Invalid>(PipelineYaml.Parse(Yaml(split), "pipeline.yaml"));
        Assert.Contains(invalid.Problems, problem => problem.Code == code && problem.Line is not null);
    }

    [Fact]
    public void A_split_by_time_is_read() =>
        Assert.Equal(ByTime, Assert.IsType<SpecOutcome.Valid>(PipelineYaml.Parse(Yaml("{ method: time, column: day }"), "pipeline.yaml")).Spec.Split);

    private static Table Rows(string column, int rows, Func<int, string> cell) =>
        Csv.Clean(Csv.Rows($"{column},x,y", rows, i => $"{cell(i)},{i % 97},{(i % 2 == 0 ? "yes" : "no")}")).Table;

    private static string Yaml(string split) => $"""
        model: test
        owner: dana@example.org
        purpose: Tests
        riskClass: minimal
        licence: MIT
        legalBasis: No personal data
        task: binary
        target: y
        positive: 'yes'
        split: {split}
        """;
}
