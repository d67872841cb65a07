using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Tests.Data;
using ServerlessMlops.Pipeline.Training;

namespace ServerlessMlops.Pipeline.Tests.Training;

public class FeatureSelectionTests
{
    private static readonly string Text = Csv.Rows(
        "id,name,customer_id,note,gone,same,age,k,part,when,y",
        200,
        i => $"{i},n{i},{1_000_000 + (i * 37 % 5_000)},note {i % 150},,s,{20 + (i % 50)},k{i % 3},{(i % 5 == 0 ? "" : "p")},2024-01-{1 + (i % 28):00},{(i % 4 == 0 ? "yes" : "no")}");

    [Fact]
    public void Every_column_is_listed_with_the_reason()
    {
        var choices = Choose(Csv.Spec() with { Protected = [new ProtectedAttribute { Column = "age", Bins = [30] }] });
        Assert.Equal(Csv.Clean(Text).Schema.Columns.Select(column => column.Name), choices.Select(choice => choice.Column));
        Assert.Equal(["k", "part", "when"], choices.Where(choice => choice.Used).Select(choice => choice.Column));
        Assert.All(choices, choice => Assert.NotEmpty(choice.Why));
        Assert.StartsWith("protected", choices.Single(choice => choice.Column == "age").Why, StringComparison.Ordinal);
        Assert.StartsWith("an identifier", choices.Single(choice => choice.Column == "customer_id").Why, StringComparison.Ordinal);
    }

    [Fact]
    public void A_protected_column_is_a_feature_only_where_it_is_asked_for() =>
        Assert.Contains(
            Choose(Csv.Spec() with { Protected = [new ProtectedAttribute { Column = "age", AsFeature = true }] }),
            choice => choice is { Column: "age", Used: true });

    [Fact]
    public void An_included_identifier_is_used_and_an_included_constant_is_not()
    {
        var used = Choose(Csv.Spec() with { Features = new FeatureSpec { Include = ["id", "same", "k"] } }).Where(choice => choice.Used);
        Assert.Equal(["id", "k"], used.Select(choice => choice.Column));
    }

    [Fact]
    public void Every_column_of_the_samples_that_is_no_target_and_not_protected_is_used()
    {
        var table = SampleDataTests.Read("concrete", "concrete.csv").Table;
        Assert.Equal(
            8, FeatureSelection.Choose(Csv.Spec(ModelTask.Regression, "compressive_strength"), table).Count(choice => choice.Used));
    }

    [Fact]
    public void The_best_candidate_is_that_of_the_measures_direction_and_none_without_a_finite_score()
    {
        Assert.Equal("b", CandidateSelection.Best([Candidate("a", "auc", 0.7), Candidate("b", "auc", 0.8)])?.Candidate);
        Assert.Equal("a", CandidateSelection.Best([Candidate("b", "rmse", 8), Candidate("a", "rmse", 7)])?.Candidate);
        Assert.Equal("a", CandidateSelection.Best([Candidate("b", "auc", 0.7), Candidate("a", "auc", 0.7)])?.Candidate);
        Assert.Equal(
            "a",
            CandidateSelection.Best([Candidate("b", "auc", double.NaN), Candidate("c", "auc", null), Candidate("a", "auc", 0.1)])?.Candidate);
        Assert.Null(CandidateSelection.Best([Candidate("b", "auc", double.NaN), Candidate("c", "auc", null)]));
    }

    private static IReadOnlyList<FeatureChoice> Choose(PipelineSpec spec) => FeatureSelection.Choose(spec, Csv.Clean(Text).Table);

    private static CandidateResult Candidate(string name, string metric, double? score) =>
        new(name, new ArtifactRef(new string('0', 64), 0, "text/plain"), metric, score, 0, new Dictionary<string, string>());
}
