using ServerlessMlops.Learning.Explaining;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Pipeline.Training;

namespace ServerlessMlops.Learning.Tests.Explaining;

public sealed class GlobalExplanationTests
{
    [Theory]
    [MemberData(nameof(Samples.WithCandidates), MemberType = typeof(Samples))]
    public void Every_candidate_of_every_sample_is_explained_the_same_twice(string sample, string candidate)
    {
        var input = Samples.Named(sample, candidate);
        using var scorer = Scorer.Load(Samples.Trained(sample, candidate).ToBytes());
        var report = Explained(input, scorer);
        Assert.Equal(MlopsJson.Write(report), MlopsJson.Write(Explained(input, scorer)));
        Assert.Null(report.Permutation.Unmeasured);
        Assert.Equal(scorer.Model.Transform.Inputs.Select(one => one.Name).Order(), report.Permutation.Inputs.Select(one => one.Input).Order());
        Assert.Equal(report.Permutation.Inputs.OrderByDescending(one => one.Mean), report.Permutation.Inputs);
        Assert.Equal(report.Permutation.Inputs.Take(GlobalExplanation.Effects).Select(one => one.Input), report.Effects.Select(one => one.Input));
        Assert.All(report.Effects, effect =>
        {
            Assert.True(effect.Points.Count >= 2, effect.Note);
            Assert.Equal(effect.Rows, effect.Points.Sum(point => point.N) + (effect.Missing?.N ?? 0));
            Assert.Equal(effect.Kind is ColumnKind.Number, effect.Points.All(point => point.Accumulated is not null));
        });
        if (candidate == Trainer.Dummy)
        {
            Assert.All(report.Permutation.Inputs, one => Assert.Equal(0, one.Greatest));
        }
        else
        {
            Assert.True(report.Permutation.Inputs[0].Mean > 0);
        }
    }

    [Fact]
    public void Accumulated_effects_of_an_additive_model_are_its_curves()
    {
        var input = Samples.Concrete(Trainer.Gam);
        using var scorer = Scorer.Load(Samples.Trained("concrete", Trainer.Gam).ToBytes());
        var effect = Explained(input, scorer).Effects[0];
        // Without interactions both are the curve, but for a constant.
        var constant = effect.Points[0].Partial - effect.Points[0].Accumulated!.Value;
        Assert.All(effect.Points, point => Assert.Equal(constant, point.Partial - point.Accumulated!.Value, 1e-9));
    }

    [Fact]
    public void A_column_of_one_value_and_free_text_say_why_they_have_no_curve()
    {
        var words = Enumerable.Range(0, 300).Select(row => $"paid {(row % 3 == 0 ? "late again" : "on time")} in month {row % 12} of year {row % 7}").ToArray();
        string[] levels = [.. words.Distinct().Order(StringComparer.Ordinal)];
        var table = new Table(
        [
            new NumberColumn("same", ColumnKind.Number, [.. Enumerable.Repeat(4.0, 300)]),
            new CategoryColumn("note", ColumnKind.Text, Array.ConvertAll(words, word => Array.BinarySearch(levels, word, StringComparer.Ordinal)), levels),
            new NumberColumn("x", ColumnKind.Number, [.. Enumerable.Range(0, 300).Select(row => row % 3 == 0 ? double.NaN : row)]),
            new NumberColumn("y", ColumnKind.Number, [.. Enumerable.Range(0, 300).Select(row => (row % 3) + (0.01 * row))]),
        ]);
        var input = Samples.Input(table, Samples.Spec(ModelTask.Regression, "y"), Trainer.Linear);
        using var scorer = Scorer.Load(Samples.Train(input).ToBytes());
        var effects = Explained(input, scorer).Effects.ToDictionary(effect => effect.Input);
        Assert.Contains("all the same", effects["same"].Note, StringComparison.Ordinal);
        Assert.Contains("free text", effects["note"].Note, StringComparison.Ordinal);
        Assert.Equal(effects["x"].Rows, effects["x"].Missing!.N + effects["x"].Points.Sum(point => point.N));
        Assert.InRange(effects["x"].Missing!.N, 1, 50);
    }

    [Fact]
    public void No_more_rows_are_drawn_than_asked_for_and_none_twice()
    {
        int[] rows = [.. Enumerable.Range(100, 5_000)];
        var drawn = InputTable.Draw(rows, 2_000, 3);
        Assert.Equal(2_000, drawn.Distinct().Count());
        Assert.Equal(drawn.Order(), drawn);
        Assert.Subset(rows.ToHashSet(), drawn.ToHashSet());
        Assert.NotEqual(drawn, InputTable.Draw(rows, 2_000, 4));
        Assert.Same(rows, InputTable.Draw(rows, 5_000, 3));
    }

    private static ExplanationReport Explained(TrainingInput input, Scorer scorer) =>
        GlobalExplanation.Of("a-run", scorer, input.Table, input.Spec, Splitter.Rows(input.Split, SplitPart.Test), 11);
}
