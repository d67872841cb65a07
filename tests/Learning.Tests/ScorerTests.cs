using System.Text.Json;
using ServerlessMlops.Learning.Features;
using ServerlessMlops.Learning.Learners;
using ServerlessMlops.Learning.Native;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Learning.Tests;

public sealed class ScorerTests
{
    [Theory]
    [MemberData(nameof(Samples.WithCandidates), MemberType = typeof(Samples))]
    public void One_row_and_many_rows_give_the_same_numbers(string sample, string candidate)
    {
        var input = Samples.Named(sample, candidate);
        using var scorer = Scorer.Load(Samples.Trained(sample, candidate).ToBytes());
        var rows = Enumerable.Range(0, input.Table.RowCount).ToArray();
        var many = scorer.Score(input.Table, rows);
        foreach (var row in rows.Where(row => row % 11 == 0))
        {
            var one = Predicted(scorer, Json(input, row));
            switch (many.Task)
            {
                case ModelTask.Binary:
                    Assert.Equal(many.Probability[row], one.Score);
                    Assert.Equal(many.Probability[row] >= scorer.Model.Threshold ? "bad" : "good", one.Label);
                    break;
                case ModelTask.Multiclass:
                    Assert.Equal(many.Probabilities[row], one.Probabilities!.Values);
                    Assert.Equal(many.Probabilities[row].Max(), one.Score);
                    Assert.Equal(1, one.Probabilities.Values.Sum(), 1e-12);
                    break;
                default:
                    Assert.Equal(many.Predicted[row], one.Score);
                    Assert.Null(one.Label);
                    break;
            }
        }
    }

    [Theory]
    [MemberData(nameof(Samples.WithCandidates), MemberType = typeof(Samples))]
    public void Contributions_and_the_base_value_sum_to_the_margin(string sample, string candidate)
    {
        var input = Samples.Named(sample, candidate);
        using var scorer = Scorer.Load(Samples.Trained(sample, candidate).ToBytes());
        var margins = scorer.Margins(input.Table, [.. Enumerable.Range(0, input.Table.RowCount)]).Chunk(Math.Max(1, sample == "penguins" ? 3 : 1)).ToArray();
        for (var row = 3; row < input.Table.RowCount; row += 11)
        {
            var one = Predicted(scorer, Json(input, row));
            var label = sample == "penguins" ? scorer.Model.Classes.Index().Single(pair => pair.Item == one.Label).Index : 0;
            Assert.Equal(margins[row][label], one.BaseValue + one.Contributions.Sum(contribution => contribution.Weight), 1e-9);
            Assert.Equal(input.Features.Order(), one.Contributions.Select(contribution => contribution.Feature).Order());
            Assert.Equal(one.Contributions.Select(contribution => Math.Abs(contribution.Weight)).OrderDescending(), one.Contributions.Select(contribution => Math.Abs(contribution.Weight)));
        }
    }

    [Fact]
    public void Scores_are_those_of_LightGBM_itself()
    {
        var input = Samples.Credit(Trainer.LightGbm);
        var file = Samples.Trained("credit", Trainer.LightGbm).File;
        using var booster = LightGbmBooster.Load(Assert.IsType<BoostedTrees>(file.Learned).Text);
        int[] rows = [.. Enumerable.Range(0, input.Table.RowCount)];
        const int Normal = 0;
        var own = booster.Predict(new FeatureEncoder(file.Transform).Encode(input.Table, rows), rows.Length, Normal, 1, "");
        using var scorer = Scorer.Load(file.ToBytes());
        Assert.All(own.Zip(scorer.Score(input.Table, rows).Probability), pair => Assert.Equal(pair.First, pair.Second, 1e-14));
    }

    [Fact]
    public void Many_threads_may_ask_one_scorer()
    {
        var input = Samples.Credit(Trainer.LightGbm);
        using var scorer = Scorer.Load(Samples.Trained("credit", Trainer.LightGbm).ToBytes());
        var expected = scorer.Score(input.Table, [.. Enumerable.Range(0, 400)]).Probability;
        var rows = Enumerable.Range(0, 400).Select(row => Json(input, row)).ToArray();
        Parallel.For(0, 1600, new ParallelOptions { MaxDegreeOfParallelism = 8 }, turn =>
            Assert.Equal(expected[turn % 400], Predicted(scorer, rows[turn % 400]).Score));
    }

    [Fact]
    public void A_scorer_that_is_disposed_of_while_it_answers_answers_or_refuses()
    {
        var input = Samples.Credit(Trainer.LightGbm);
        var row = Json(input, 0);
        var bytes = Samples.Trained("credit", Trainer.LightGbm).ToBytes();
        for (var turn = 0; turn < 20; turn++)
        {
            var scorer = Scorer.Load(bytes);
            Parallel.For(0, 8, worker =>
            {
                if (worker == 4)
                {
                    scorer.Dispose();
                    return;
                }

                Assert.True(Record.Exception(() => Predicted(scorer, row)) is null or ObjectDisposedException);
            });
        }
    }

    [Theory]
    [InlineData(Trainer.LightGbm)]
    [InlineData(Trainer.Linear)]
    public void Importances_name_every_feature_largest_first(string candidate)
    {
        var input = Samples.Credit(candidate);
        using var scorer = Scorer.Load(Samples.Trained("credit", candidate).ToBytes());
        var importances = scorer.Importances(input.Table, [.. Enumerable.Range(0, 500)]);
        Assert.Equal(input.Features.Order(), importances.Select(importance => importance.Feature).Order());
        Assert.Equal(importances.OrderByDescending(importance => importance.MeanAbsolute), importances);
        Assert.Contains("Seniority", importances.Take(4).Select(importance => importance.Feature));
        Assert.Empty(scorer.Importances(input.Table, []));
    }

    internal static Prediction Predicted(Scorer scorer, IReadOnlyDictionary<string, JsonElement> row) =>
        Assert.IsType<PredictOutcome.Predicted>(scorer.Predict(row)).Prediction;

    internal static Dictionary<string, JsonElement> Json(TrainingInput input, int row) => input.Features.ToDictionary(
        feature => feature,
        feature => input.Table[feature] switch
        {
            var column when column.IsMissing(row) => JsonSerializer.SerializeToElement<string?>(null),
            NumberColumn { Kind: ColumnKind.Number } numbers => JsonSerializer.SerializeToElement(numbers.Values[row]),
            NumberColumn { Kind: ColumnKind.Boolean } booleans => JsonSerializer.SerializeToElement(booleans.Values[row] == 1),
            var column => JsonSerializer.SerializeToElement(column.Text(row)),
        });
}
