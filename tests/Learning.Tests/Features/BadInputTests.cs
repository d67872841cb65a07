using ServerlessMlops.Learning.Features;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Pipeline.Training;

namespace ServerlessMlops.Learning.Tests.Features;

/// <summary>What no trainer should be shown: each a reason by name for every candidate, never an exception.</summary>
public sealed class BadInputTests
{
    private const int Rows = 120;

    public static TheoryData<string> Candidates => [.. Trainer.Candidates];

    [Theory]
    [MemberData(nameof(Candidates))]
    public void One_class_in_the_training_rows(string candidate)
    {
        var input = Input(candidate, ModelTask.Binary);
        var one = input with { Target = input.Target with { Class = new int[Rows] } };
        Assert.Equal(ProblemCodes.OneClass, Refused(one));
    }

    [Theory]
    [MemberData(nameof(Candidates))]
    public void A_constant_target(string candidate)
    {
        var input = Input(candidate, ModelTask.Regression);
        Assert.Equal(ProblemCodes.OneClass, Refused(input with { Target = input.Target with { Value = [.. Enumerable.Repeat(3.5, Rows)] } }));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(1e300)]
    public void A_target_that_is_no_number_of_ordinary_size(double value) => Assert.All(Trainer.Candidates, candidate =>
    {
        var input = Input(candidate, ModelTask.Regression);
        var values = input.Target.Value.ToArray();
        values[Splitter.Rows(input.Split, SplitPart.Train)[5]] = value;
        Assert.Equal(ModelProblemCodes.TargetNotFinite, Refused(input with { Target = input.Target with { Value = values } }));
    });

    [Theory]
    [MemberData(nameof(Candidates))]
    public void A_row_without_a_class(string candidate)
    {
        var input = Input(candidate, ModelTask.Binary);
        int[] classes = [.. input.Target.Class];
        classes[Splitter.Rows(input.Split, SplitPart.Train)[0]] = -1;
        Assert.Equal(ModelProblemCodes.TargetNotFinite, Refused(input with { Target = input.Target with { Class = classes } }));
    }

    [Theory]
    [MemberData(nameof(Candidates))]
    public void A_feature_that_is_neither_there_nor_derived(string candidate) =>
        Assert.Equal(ProblemCodes.MissingColumn, Refused(Input(candidate, ModelTask.Binary) with { Features = ["x", "nothing"] }));

    [Theory]
    [MemberData(nameof(Candidates))]
    public void All_missing_and_constant_columns_and_more_features_than_rows_train_all_the_same(string candidate)
    {
        var input = Input(candidate, ModelTask.Binary, wide: 150);
        Assert.InRange(input.Features.Count, 150, 160);
        using var scorer = Scorer.Load(Samples.Train(input).ToBytes());
        Assert.All(scorer.Score(input.Table, [0, 1, 2]).Probability, score => Assert.InRange(score, 0, 1));
    }

    [Theory]
    [MemberData(nameof(Candidates))]
    public void A_hundred_thousand_categories(string candidate)
    {
        const int Many = 100_000;
        string[] levels = [.. Enumerable.Range(0, Many).Select(level => $"c{level:000000}")];
        var table = new Table(
        [
            new CategoryColumn("code", ColumnKind.Category, [.. Enumerable.Range(0, Many + 2_000).Select(row => row < Many ? row : row % 50)], levels),
            new NumberColumn("y", ColumnKind.Boolean, [.. Enumerable.Range(0, Many + 2_000).Select(row => row % 3 == 0 ? 1.0 : 0.0)]),
        ]);
        var input = Samples.Input(table, Samples.Spec(ModelTask.Binary, "y", "true"), candidate);
        Assert.IsType<TrainingOutcome.Trained>(Trainer.Train(input, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_category_never_seen_is_scored_as_other_and_said()
    {
        var input = Input(Trainer.LightGbm, ModelTask.Binary);
        using var scorer = Scorer.Load(Samples.Train(input).ToBytes());
        var row = ScorerTests.Json(input, 1);
        Assert.Empty(Assert.IsType<PredictOutcome.Predicted>(scorer.Predict(row)).Warnings);
        row["c"] = System.Text.Json.JsonSerializer.SerializeToElement("never seen");
        var warning = Assert.Single(Assert.IsType<PredictOutcome.Predicted>(scorer.Predict(row)).Warnings);
        Assert.Equal((ModelProblemCodes.UnseenCategory, "c", Severity.Warning), (warning.Code, warning.Column, warning.Severity));

        var table = new Table([new NumberColumn("x", ColumnKind.Number, [1, 2, 3]), new CategoryColumn("c", ColumnKind.Category, [0, 1, 1], ["k1", "new"])]);
        var inTable = Assert.Single(UnseenCategories.Of(new FeatureEncoder(scorer.Model.Transform), table, [0, 1, 2]));
        Assert.Equal((2L, 2L), (inTable.Row, inTable.Count));
    }

    private static string Refused(TrainingInput input) =>
        Assert.IsType<TrainingOutcome.NotTrained>(Trainer.Train(input, TestContext.Current.CancellationToken)).Problem.Code;

    private static TrainingInput Input(string candidate, ModelTask task, int wide = 0)
    {
        var shuffle = new SeededShuffle(11);
        var x = Enumerable.Range(0, Rows).Select(_ => shuffle.Below(1000) / 10.0).ToArray();
        var features = new List<Column>
        {
            new NumberColumn("x", ColumnKind.Number, x),
            new CategoryColumn("c", ColumnKind.Category, [.. Enumerable.Range(0, Rows).Select(row => row % 4)], ["k0", "k1", "k2", "k3"]),
        };
        if (wide > 0)
        {
            features.Add(new NumberColumn("empty", ColumnKind.Number, [.. Enumerable.Repeat(double.NaN, Rows)]));
            features.Add(new CategoryColumn("void", ColumnKind.Category, [.. Enumerable.Repeat(-1, Rows)], []));
            features.Add(new NumberColumn("constant", ColumnKind.Number, new double[Rows]));
            features.AddRange(Enumerable.Range(0, wide).Select(i => new NumberColumn($"w{i}", ColumnKind.Number, [.. Enumerable.Range(0, Rows).Select(_ => (double)shuffle.Below(100))])));
        }

        var target = task == ModelTask.Regression
            ? new NumberColumn("y", ColumnKind.Number, [.. x.Select(value => value * 2)])
            : new NumberColumn("y", ColumnKind.Boolean, [.. x.Select(value => value > 45 ? 1.0 : 0.0)]);
        var spec = Samples.Spec(task, "y", task == ModelTask.Binary ? "true" : null);
        return Samples.Input(new Table([.. features, target]), spec, candidate);
    }
}
