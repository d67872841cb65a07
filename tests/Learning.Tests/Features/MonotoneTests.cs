using ServerlessMlops.Learning.Features;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Learning.Tests.Features;

public sealed class MonotoneTests
{
    [Theory]
    [InlineData(MonotoneDirection.Increasing)]
    [InlineData(MonotoneDirection.Decreasing)]
    public void The_score_keeps_to_the_direction_that_was_asked_for(MonotoneDirection direction)
    {
        var input = Samples.Credit(Trainer.LightGbm);
        input = input with { Spec = input.Spec with { Features = new FeatureSpec { Monotone = new Dictionary<string, MonotoneDirection> { ["Income"] = direction } } } };
        using var scorer = Scorer.Load(Samples.Train(input).ToBytes());
        var encoder = new FeatureEncoder(scorer.Model.Transform);
        Assert.Equal(direction, encoder.Features.Single(feature => feature.Name == "Income").Monotone);
        var incomes = Enumerable.Range(0, 60).Select(step => step * 15.0).ToArray();
        for (var row = 0; row < 200; row += 20)
        {
            var scores = scorer.Score(With(input.Table, row, "Income", incomes), [.. Enumerable.Range(0, incomes.Length)]).Probability;
            Assert.All(scores.Zip(scores.Skip(1)), pair =>
                Assert.True(direction == MonotoneDirection.Increasing ? pair.Second >= pair.First : pair.Second <= pair.First));
        }
    }

    [Fact]
    public void A_candidate_keeps_to_the_constraint_or_refuses_it_by_name()
    {
        foreach (var candidate in Trainer.Candidates)
        {
            var input = Samples.Credit(candidate);
            input = input with
            {
                Spec = input.Spec with { Features = new FeatureSpec { Monotone = new Dictionary<string, MonotoneDirection> { ["Income"] = MonotoneDirection.Decreasing } } },
            };
            var outcome = Trainer.Train(input, TestContext.Current.CancellationToken);
            Assert.True(outcome is TrainingOutcome.Trained || outcome is TrainingOutcome.NotTrained { Problem.Code: ModelProblemCodes.MonotoneNotSupported });
        }
    }

    /// <summary>One row of a table again and again, with other values in one column.</summary>
    private static Table With(Table table, int row, string name, double[] values) => new(
    [
        .. table.Columns.Select(column => column.Name == name ? new NumberColumn(name, ColumnKind.Number, values) : Again(column, row, values.Length)),
    ]);

    private static Column Again(Column column, int row, int times) => column switch
    {
        NumberColumn numbers => new NumberColumn(numbers.Name, numbers.Kind, [.. Enumerable.Repeat(numbers.Values[row], times)]),
        CategoryColumn categories => new CategoryColumn(categories.Name, categories.Kind, [.. Enumerable.Repeat(categories.Codes[row], times)], categories.Levels),
        _ => throw new InvalidOperationException(column.GetType().Name),
    };
}
