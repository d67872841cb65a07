using System.Text.Json;
using ServerlessMlops.Learning.Features;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Learning.Tests;

public sealed class RowValidationTests
{
    private static readonly RowReader Reader = new(
        [
            new InputColumn("Age", ColumnKind.Number),
            new InputColumn("Home", ColumnKind.Category),
            new InputColumn("Employed", ColumnKind.Boolean),
            new InputColumn("Since", ColumnKind.Date),
        ],
        ["Status"]);

    [Fact]
    public void Everything_wrong_with_a_row_is_named_at_once()
    {
        var problems = Problems("""{"Age":"thirty","Home":["rent"],"Since":"01.05.2024","Hme":"rent","Colour":"red"}""");
        Assert.Equal(
            ["WRONG_TYPE Age", "WRONG_TYPE Home", "MISSING_FIELD Employed", "WRONG_TYPE Since", "UNKNOWN_FIELD Colour", "UNKNOWN_FIELD Hme"],
            problems.Select(problem => $"{problem.Code} {problem.Column}"));
        Assert.Equal("\"thirty\"", problems[0].Seen);
        Assert.Equal("a number", problems[0].Expected);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"\"")]
    [InlineData("\" NA \"")]
    [InlineData("\"?\"")]
    public void What_means_no_value_in_a_file_means_it_in_a_request(string json)
    {
        var values = Values($$"""{"Age":{{json}},"Home":{{json}},"Employed":{{json}},"Since":{{json}}}""");
        Assert.All(values, value => Assert.Equal(FeatureValue.Missing, value));
    }

    [Fact]
    public void Values_are_read_as_from_a_file()
    {
        var values = Values("""{"Age":30.5,"Home":" rent ","Employed":true,"Since":"1970-01-03","Status":"good"}""");
        Assert.Equal([new(30.5, null), new(double.NaN, "rent"), new(1, null), new(2, null)], values);
    }

    [Fact]
    public void A_number_may_name_a_category_and_one_or_zero_a_boolean()
    {
        var values = Values("""{"Age":1,"Home":12,"Employed":0,"Since":null}""");
        Assert.Equal("12", values[1].Text);
        Assert.Equal(0, values[2].Number);
    }

    [Theory]
    [InlineData("1e999")]
    [InlineData("true")]
    [InlineData("{}")]
    [InlineData("\"12\"")]
    public void What_is_not_a_finite_number_is_refused(string json) =>
        Assert.Equal("WRONG_TYPE", Assert.Single(Problems($$"""{"Age":{{json}},"Home":null,"Employed":null,"Since":null}""")).Code);

    [Fact]
    public void A_long_value_is_cut_to_80_characters() =>
        Assert.Equal(80, Problems($$"""{"Age":"{{new string('x', 5000)}}","Home":null,"Employed":null,"Since":null}""")[0].Seen!.Length);

    private static List<Problem> Problems(string json)
    {
        var problems = new List<Problem>();
        Reader.Read(JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(json)!, problems);
        return problems;
    }

    private static FeatureValue[] Values(string json)
    {
        var problems = new List<Problem>();
        var values = Reader.Read(JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(json)!, problems);
        Assert.Empty(problems);
        return values;
    }
}
