using ServerlessMlops.Learning.Features;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Learning.Tests.Features;

public sealed class MonotoneTests
{
    public static TheoryData<string, MonotoneDirection> Candidates
    {
        get
        {
            var all = new TheoryData<string, MonotoneDirection>();
            foreach (var candidate in Trainer.Candidates)
            {
                all.Add(candidate, MonotoneDirection.Increasing);
                all.Add(candidate, MonotoneDirection.Decreasing);
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Candidates))]
    public void The_score_keeps_to_the_direction_that_was_asked_for(string candidate, MonotoneDirection direction)
    {
        var input = Samples.Credit(candidate);
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
