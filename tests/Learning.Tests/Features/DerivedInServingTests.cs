using System.Text.Json;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Pipeline.Training;

namespace ServerlessMlops.Learning.Tests.Features;

public sealed class DerivedInServingTests
{
    [Fact]
    public void A_derived_feature_is_computed_from_the_request_and_explained_by_its_own_name()
    {
        var input = Input(Trainer.LightGbm);
        Assert.Equal(["debt_share"], input.Features);
        using var scorer = Scorer.Load(Samples.Train(input).ToBytes());
        Assert.Equal(["debt", "assets"], scorer.Model.Transform.Inputs.Select(one => one.Name));
        var scores = scorer.Score(input.Table, [.. Enumerable.Range(0, input.Table.RowCount)]).Probability;
        foreach (var row in new[] { 0, 5, 77 })
        {
            var one = ScorerTests.Predicted(scorer, Row(input, row));
            Assert.Equal(scores[row], one.Score);
            var contribution = Assert.Single(one.Contributions);
            var (debt, assets) = (((NumberColumn)input.Table["debt"]).Values[row], ((NumberColumn)input.Table["assets"]).Values[row]);
            Assert.Equal(("debt_share", assets == 0 ? null : NumberColumn.Format(ColumnKind.Number, debt / assets)), (contribution.Feature, contribution.Value));
        }
    }

    [Fact]
    public void The_columns_that_it_is_derived_from_must_be_named()
    {
        using var scorer = Scorer.Load(Samples.Train(Input(Trainer.Linear)).ToBytes());
        var refused = Assert.IsType<PredictOutcome.Refused>(scorer.Predict(new Dictionary<string, JsonElement> { ["debt"] = JsonSerializer.SerializeToElement(3) }));
        Assert.Equal(("MISSING_FIELD", "assets"), (Assert.Single(refused.Problems).Code, refused.Problems[0].Column));
    }

    [Fact]
    public void Bins_are_a_category_to_every_learner()
    {
        var input = Input(Trainer.Linear, new DerivedFeature("size", "bins(debt, 20, 50)"));
        using var scorer = Scorer.Load(Samples.Train(input).ToBytes());
        var one = ScorerTests.Predicted(scorer, Row(input, 3));
        Assert.Contains(one.Contributions, contribution => contribution is { Feature: "size", Value: "20 to < 50" });
    }

    private static Dictionary<string, JsonElement> Row(TrainingInput input, int row) => new[] { "debt", "assets" }.ToDictionary(
        name => name, name => JsonSerializer.SerializeToElement(((NumberColumn)input.Table[name]).Values[row]));

    private static TrainingInput Input(string candidate, params DerivedFeature[] more)
    {
        var spec = Samples.Spec(ModelTask.Binary, "bad", "true") with
        {
            Features = new FeatureSpec { Exclude = ["debt", "assets"], Derive = [new("debt_share", "ratio(debt, assets)"), .. more] },
        };
        var debt = Enumerable.Range(0, 300).Select(row => (double)(row * 7 % 90)).ToArray();
        var assets = Enumerable.Range(0, 300).Select(row => (double)(row * 13 % 70)).ToArray();
        var table = new Table(
        [
            new NumberColumn("debt", ColumnKind.Number, debt),
            new NumberColumn("assets", ColumnKind.Number, assets),
            new NumberColumn("bad", ColumnKind.Boolean, [.. debt.Zip(assets, (one, other) => one / (other + 1) > 1.5 ? 1.0 : 0.0)]),
        ]);
        return Samples.Input(table, spec, candidate) with
        {
            Features = [.. FeatureSelection.Choose(spec, table).Where(choice => choice.Used).Select(choice => choice.Column)],
        };
    }
}
