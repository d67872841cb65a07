using ServerlessMlops.Learning.Features;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Evaluation;
using ServerlessMlops.Pipeline.Training;

namespace ServerlessMlops.Learning.Tests.Learners;

public sealed class ContributionTests
{
    [Theory]
    [MemberData(nameof(Samples.WithCandidates), MemberType = typeof(Samples))]
    public void On_every_row_the_contributions_and_the_base_value_sum_to_the_margin(string sample, string candidate)
    {
        var input = Samples.Named(sample, candidate);
        var file = Samples.Trained(sample, candidate).File;
        var encoder = new FeatureEncoder(file.Transform);
        var outputs = file.Task == ModelTask.Multiclass ? file.Classes.Count : 1;
        using var function = file.Learned.Prepare(encoder.Columns, outputs);
        int[] rows = [.. Enumerable.Range(0, input.Table.RowCount)];
        var encoded = encoder.Encode(input.Table, rows);
        var margins = function.Margins(encoded, rows.Length);
        var sums = function.Contributions(encoded, rows.Length).Chunk(encoder.Columns.Count + 1).Select(part => part.Sum()).ToArray();
        Assert.Equal(margins.Length, sums.Length);
        Assert.All(margins.Zip(sums), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
    }

    [Fact]
    public void The_baseline_explains_nothing()
    {
        var input = Samples.Credit(Trainer.Dummy);
        using var scorer = Scorer.Load(Samples.Trained("credit", Trainer.Dummy).ToBytes());
        var one = ScorerTests.Predicted(scorer, ScorerTests.Json(input, 0));
        Assert.All(one.Contributions, contribution => Assert.Equal(0, contribution.Weight));
        var train = Splitter.Rows(input.Split, SplitPart.Train);
        Assert.Equal(train.Count(row => input.Target.Class[row] == 1) / (double)train.Length, one.Score, 1e-12);
    }

    [Fact]
    public void A_forest_predicts_the_average_of_its_trees()
    {
        var input = Samples.Concrete(Trainer.RandomForest);
        using var scorer = Scorer.Load(Samples.Trained("concrete", Trainer.RandomForest).ToBytes());
        var rows = Splitter.Rows(input.Split, SplitPart.Test);
        var seen = ValidationScore.Of("r2", scorer.Score(input.Table, rows).Against(input.Target, rows)).Value;
        Assert.InRange(seen!.Value, 0.85, 1);
    }
}
