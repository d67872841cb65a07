using System.Text.Json;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Pipeline.Training;

namespace ServerlessMlops.Pipeline.Tests.Data.Judgement;

public class JudgeTests
{
    [Theory]
    [InlineData("credit-risk", "credit_data.csv")]
    [InlineData("penguins", "penguins.csv")]
    [InlineData("concrete", "concrete.csv")]
    public void A_sample_has_no_error_and_has_not_drifted_from_itself(string sample, string file)
    {
        var judgement = Built.JudgeSample(sample, file);
        Assert.DoesNotContain(judgement.Problems, problem => problem.Severity == Severity.Error);
        Assert.All(judgement.Features, finding => Assert.Equal(LeakVerdict.None, finding.Leak));
        Assert.Equal(0, judgement.Drift!.Drifted);
        Assert.Null(judgement.NotJudged);
    }

    [Fact]
    public void The_same_table_gives_the_same_judgement_and_it_crosses_json()
    {
        static string Json() =>
            JsonSerializer.Serialize(Built.Judge(Built.Table(400), reference: Built.Table(300, seed: 2)), MlopsJson.Options);
        var json = Json();
        Assert.Equal(json, Json());
        Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize<DataJudgement>(json, MlopsJson.Options), MlopsJson.Options));
    }

    [Fact]
    public void A_table_that_cannot_be_trained_on_is_not_judged_and_says_why()
    {
        var judgement = Built.Judge(Built.Table(20), reference: Built.Table(300));
        Assert.Contains(ProblemCodes.TooFewRows, judgement.NotJudged, StringComparison.Ordinal);
        Assert.Empty(judgement.Features);
        Assert.NotNull(judgement.Drift);
    }

    [Fact]
    public void A_large_table_is_sampled_and_the_sample_is_said()
    {
        var judgement = DataJudge.Judge(Built.Table(3_000), Built.Spec, "test.csv", null, null, new() { SampleRows = 1_000 });
        Assert.Equal((3_000, 1_000), (judgement.Rows, judgement.JudgedRows));
        Assert.Contains("1000 of 3000 rows", judgement.NotJudged, StringComparison.Ordinal);
    }

    [Fact]
    public void A_limit_outside_of_its_range_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(
        () => DataJudge.Judge(Built.Table(100), Built.Spec, "test.csv", null, null, new() { SuspectAuc = double.NaN }));

    [Fact]
    public void A_split_of_another_table_is_refused() => Assert.Throws<ArgumentException>(
        () => Built.Judge(Built.Table(100), split: Splitter.Assign(Built.Table(200), Built.Spec)));
}
