using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Pipeline.Evaluation;
using ServerlessMlops.Pipeline.Training;

namespace ServerlessMlops.Learning.Tests.Learners;

/// <summary>A table with a planted disparity: the outcome is likelier in one group, and a feature gives the group away in part.</summary>
public sealed class MitigationTests
{
    private const string Parity = "demographic_parity_difference";
    private const int Rows = 3000;

    [Theory]
    [InlineData(Trainer.Linear)]
    [InlineData(Trainer.LightGbm)]
    [InlineData(Trainer.Gam)]
    [InlineData(Trainer.RandomForest)]
    public void Reweighing_lowers_the_disparity_on_the_test_part(string learner)
    {
        var plain = Measure(learner, null);
        var reweighed = Measure(learner, new Mitigated(learner, MitigationMethod.Reweighing, "Sex", Parity));
        Assert.True(plain.Disparity > 0.2, $"Seen {plain.Disparity}; expected the planted disparity.");
        Assert.True(reweighed.Disparity < plain.Disparity - 0.05, $"Seen {reweighed.Disparity} after {plain.Disparity}; expected less.");
        Assert.True(reweighed.Auc > 0.65, $"Seen an AUC of {reweighed.Auc}; expected a model that still tells the classes apart.");
    }

    [Fact]
    public void A_stronger_constraint_moves_decisions_further()
    {
        double[] moved = [Gap(null), .. new[] { 0.25, 0.5, 0.75 }.Select(strength => Gap(strength))];
        Assert.Equal(moved.OrderDescending(), moved);
        Assert.True(moved[^1] < moved[0] - 0.15, $"Seen {string.Join(", ", moved)}; expected the groups' mean scores to move.");
    }

    [Fact]
    public void The_same_weights_give_the_same_model_and_others_another()
    {
        var how = new Mitigated(Trainer.LightGbm, MitigationMethod.Constraint, "Sex", Parity, 0.5);
        byte[] Bytes(Mitigated? one) => Samples.Train(Input(Trainer.LightGbm, one)).ToBytes();
        Assert.Equal(Bytes(how), Bytes(how));
        Assert.NotEqual(Bytes(null), Bytes(how));
    }

    /// <summary>How much higher group a scores than group b on average over the test part.</summary>
    private static double Gap(double? strength)
    {
        var how = strength is { } s ? new Mitigated(Trainer.Linear, MitigationMethod.Constraint, "Sex", Parity, s) : null;
        var input = Input(Trainer.Linear, how);
        using var scorer = Scorer.Load(Samples.Train(input).ToBytes());
        var rows = Splitter.Rows(input.Split, SplitPart.Test);
        var scores = scorer.Score(input.Table, rows).Probability;
        var sex = (CategoryColumn)input.Table["Sex"];
        double Mean(int group) => rows.Zip(scores).Where(one => sex.Codes[one.First] == group).Average(one => one.Second);
        return Mean(0) - Mean(1);
    }

    private static (double Disparity, double Auc) Measure(string learner, Mitigated? how)
    {
        var input = Input(learner, how);
        using var scorer = Scorer.Load(Samples.Train(input).ToBytes());
        var rows = Splitter.Rows(input.Split, SplitPart.Test);
        var (group, names) = ProtectedGroups.Of(input.Spec.Protected[0], input.Table["Sex"], rows);
        var test = scorer.Score(input.Table, rows).Against(input.Target, rows) with { Groups = [new("Sex", group, names)] };
        var parity = Evaluator.MeasureGroups(test, 7, 50, scorer.Model.Threshold ?? 0.5)[0].Disparities.Single(one => one.Name == Parity);
        return (parity.Value!.Value, ValidationScore.Of("auc", test).Value!.Value);
    }

    private static TrainingInput Input(string learner, Mitigated? how)
    {
        var spec = Samples.Spec(ModelTask.Binary, "y", "yes") with { Protected = [new() { Column = "Sex" }] };
        return Samples.Input(Planted(), spec, learner) with { Features = ["proxy", "merit"], Mitigation = how };
    }

    private static Table Planted()
    {
        var random = new Random(11);
        var (sex, outcome) = (new int[Rows], new int[Rows]);
        var (proxy, merit) = (new double[Rows], new double[Rows]);
        for (var row = 0; row < Rows; row++)
        {
            sex[row] = row % 2;
            proxy[row] = (sex[row] == 0 ? 1 : -1) + Normal(random);
            merit[row] = Normal(random);
            var margin = merit[row] + (sex[row] == 0 ? 0.6 : -1.0);
            outcome[row] = random.NextDouble() < 1 / (1 + Math.Exp(-margin)) ? 1 : 0;
        }

        return new Table(
        [
            new CategoryColumn("Sex", ColumnKind.Category, sex, ["a", "b"]),
            new NumberColumn("proxy", ColumnKind.Number, proxy),
            new NumberColumn("merit", ColumnKind.Number, merit),
            new CategoryColumn("y", ColumnKind.Category, outcome, ["no", "yes"]),
        ]);
    }

    /// <summary>Box and Muller.</summary>
    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
