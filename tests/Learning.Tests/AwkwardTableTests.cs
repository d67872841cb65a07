using System.Text.Json;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Pipeline.Training;

namespace ServerlessMlops.Learning.Tests;

/// <summary>Tables at the edge: each trains, scores and explains with every candidate.</summary>
public sealed class AwkwardTableTests
{
    private const int Rows = 120;

    public static TheoryData<string> Candidates => [.. Trainer.Candidates];

    [Theory]
    [MemberData(nameof(Candidates))]
    public void Only_categories(string candidate) => Works(candidate, Category("colour", row => "red,green,blue".Split(',')[row % 3]), Category("size", row => $"s{row % 7}"));

    [Theory]
    [MemberData(nameof(Candidates))]
    public void One_feature(string candidate) => Works(candidate, Number("x", row => Math.Sin(row)));

    [Theory]
    [MemberData(nameof(Candidates))]
    public void A_constant_feature_beside_one_that_varies(string candidate) => Works(candidate, Number("c", _ => 3), Number("x", row => row % 13));

    [Theory]
    [MemberData(nameof(Candidates))]
    public void Nothing_to_learn_from_but_a_constant(string candidate) => Works(candidate, Number("c", _ => 0.1));

    [Theory]
    [MemberData(nameof(Candidates))]
    public void Numbers_of_extreme_size(string candidate) => Works(candidate, Number("x", row => Math.Sin(row) * 1e300), Number("y", row => Math.Cos(row) * 1e-300));

    [Theory]
    [MemberData(nameof(Candidates))]
    public void Names_with_quotes_spaces_and_other_scripts(string candidate) =>
        Works(candidate, Number("a \"quoted\", {name}: [1]", row => row % 5), Category("Größe 尺寸 \u200f\t", row => $"ü{row % 4}"), Number("", row => row % 3));

    [Theory]
    [MemberData(nameof(Candidates))]
    public void Dates_with_and_without_time(string candidate) =>
        Works(
            candidate,
            new NumberColumn("day", ColumnKind.Date, [.. Enumerable.Range(0, Rows).Select(row => 19_000.0 + (row * 3))]),
            new NumberColumn("moment", ColumnKind.Date, [.. Enumerable.Range(0, Rows).Select(row => row % 10 == 0 ? double.NaN : -400 + (row / 7.0))]));

    [Theory]
    [MemberData(nameof(Candidates))]
    public void More_levels_than_have_a_code_of_their_own(string candidate) => Works(candidate, Category("id", row => $"level {row}"), Number("x", row => row % 11));

    [Theory]
    [MemberData(nameof(Candidates))]
    public void A_feature_without_any_value_in_the_training_part(string candidate)
    {
        var table = Table([Number("late", row => row), Number("x", row => row % 9)]);
        var input = Samples.Input(table, Samples.Spec(ModelTask.Binary, "target", "yes"), candidate);
        var train = Splitter.Rows(input.Split, SplitPart.Train);
        foreach (var row in train)
        {
            ((NumberColumn)table["late"]).Values[row] = double.NaN;
        }

        CheckScores(input);
    }

    [Theory]
    [MemberData(nameof(Candidates))]
    public void Three_rows_in_a_class(string candidate)
    {
        var labels = Category("target", row => row < 3 ? "rare" : row % 2 == 0 ? "a" : "b");
        var table = new Table([Number("x", row => row % 17), Category("c", row => $"{row % 3}"), labels]);
        CheckScores(Samples.Input(table, Samples.Spec(ModelTask.Multiclass, "target"), candidate));
    }

    [Theory]
    [MemberData(nameof(Candidates))]
    public void A_level_never_seen_scores_as_other_and_no_value_as_missing(string candidate)
    {
        var input = Samples.Input(Table([Category("c", row => $"l{row % 4}"), Number("x", row => row % 9)]), Samples.Spec(ModelTask.Binary, "target", "yes"), candidate);
        using var scorer = Scorer.Load(Samples.Train(input with { Features = ["c", "x"] }).ToBytes());
        foreach (var row in new[] { """{"c":"never seen","x":3}""", """{"c":null,"x":3}""", """{"c":"l1","x":null}""", """{"c":null,"x":null}""" })
        {
            var prediction = ScorerTests.Predicted(scorer, JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(row)!);
            Assert.InRange(prediction.Score, 0, 1);
        }

        var unseen = new Table([new CategoryColumn("c", ColumnKind.Category, [0, -1], ["never seen"]), new NumberColumn("x", ColumnKind.Number, [3, 3])]);
        Assert.Empty(scorer.Check(unseen));
        var one = ScorerTests.Predicted(scorer, JsonSerializer.Deserialize<Dictionary<string, JsonElement>>("""{"c":"never seen","x":3}""")!);
        Assert.Equal(one.Score, scorer.Score(unseen, [0, 1]).Probability[0]);
    }

    [Fact]
    public void A_table_that_lacks_columns_or_has_text_for_numbers_is_named_a_problem()
    {
        using var scorer = Scorer.Load(Samples.Trained("credit", Trainer.Linear).ToBytes());
        var table = new Table([new CategoryColumn("Income", ColumnKind.Category, [0], ["much"]), new NumberColumn("Age", ColumnKind.Number, [30])]);
        var problems = scorer.Check(table);
        Assert.Equal(12, problems.Count);
        Assert.Equal(ModelProblemCodes.WrongKind, problems.Single(problem => problem.Column == "Income").Code);
        Assert.All(problems.Where(problem => problem.Column != "Income"), problem => Assert.Equal(ModelProblemCodes.MissingFeature, problem.Code));
    }

    private static void Works(string candidate, params Column[] features)
    {
        var table = Table(features);
        CheckScores(Samples.Input(table, Samples.Spec(ModelTask.Binary, "target", "yes"), candidate));
        CheckScores(Samples.Input(table, Samples.Spec(ModelTask.Multiclass, "kind"), candidate) with { Features = [.. features.Select(feature => feature.Name)] });
        CheckScores(Samples.Input(table, Samples.Spec(ModelTask.Regression, "value"), candidate) with { Features = [.. features.Select(feature => feature.Name)] });
    }

    private static void CheckScores(TrainingInput input)
    {
        input = input with { Features = [.. input.Features.Where(name => name is not ("target" or "kind" or "value"))] };
        var bytes = Samples.Train(input).ToBytes();
        Assert.Equal(bytes, Samples.Train(input).ToBytes());
        using var scorer = Scorer.Load(bytes);
        var margins = scorer.Margins(input.Table, [.. Enumerable.Range(0, input.Table.RowCount)]).Chunk(input.Target.Task == ModelTask.Multiclass ? input.Target.Classes.Count : 1).ToArray();
        for (var row = 0; row < input.Table.RowCount; row += 10)
        {
            var one = ScorerTests.Predicted(scorer, ScorerTests.Json(input, row));
            var label = input.Target.Task == ModelTask.Multiclass ? input.Target.Classes.Index().Single(pair => pair.Item == one.Label).Index : 0;
            Assert.True(double.IsFinite(one.Score));
            Assert.Equal(margins[row][label], one.BaseValue + one.Contributions.Sum(contribution => contribution.Weight), 1e-9 * Math.Max(1, Math.Abs(margins[row][label])));
        }
    }

    private static Table Table(Column[] features) => new(
    [
        .. features,
        Category("target", row => Math.Sin(row * row) > 0.1 ? "yes" : "no"),
        Category("kind", row => $"k{(row * row * 7) % 11 % 3}"),
        Number("value", row => (row % 5) + Math.Sin(row)),
    ]);

    private static NumberColumn Number(string name, Func<int, double> value) => new(name, ColumnKind.Number, [.. Enumerable.Range(0, Rows).Select(value)]);

    private static CategoryColumn Category(string name, Func<int, string> value)
    {
        var values = Enumerable.Range(0, Rows).Select(value).ToArray();
        string[] levels = [.. values.Distinct().Order(StringComparer.Ordinal)];
        return new CategoryColumn(name, ColumnKind.Category, Array.ConvertAll(values, text => Array.BinarySearch(levels, text, StringComparer.Ordinal)), levels);
    }
}
