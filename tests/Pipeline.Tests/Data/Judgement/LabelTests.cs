using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Pipeline.Tests.Data.Judgement;

public class LabelTests
{
    private static Table Flipped(Table table, Func<int, string?> flip)
    {
        string?[] species = [.. Enumerable.Range(0, table.RowCount).Select(row => flip(row) ?? table["species"].Text(row))];
        return table.With(Built.Category("species", species));
    }

    [Fact]
    public void Flipped_labels_are_found_by_row_and_pair()
    {
        var (table, spec) = Built.Sample("penguins", "penguins.csv");
        int[] flipped = [.. Enumerable.Range(0, 15).Select(place => place * 10)];
        var judgement = Built.Judge(Flipped(table, row => flipped.Contains(row) ? "Gentoo" : null), spec);
        var labels = judgement.Labels!;
        Assert.Equal(("Gentoo", "Adelie"), (labels.Pairs[0].Given, labels.Pairs[0].Suggested));
        Assert.InRange(labels.Pairs[0].Suspects, 6, 15);
        Assert.InRange(labels.EstimatedShare!.Value, 0.03, 0.06);
        Assert.All(labels.First.Take(6), suspect => Assert.Contains((int)suspect.Row - 1, flipped));
        Assert.Equal(labels.Suspects, Assert.Single(judgement.Of(ProblemCodes.LabelSuspects)).Count);
    }

    [Theory]
    [InlineData("penguins", "penguins.csv")]
    [InlineData("credit-risk", "credit_data.csv")]
    public void Labels_that_are_merely_hard_are_not_said_to_be_wrong(string sample, string file)
    {
        var judgement = Built.JudgeSample(sample, file);
        Assert.InRange(judgement.Labels!.Suspects!.Value, 0, 0.01 * judgement.Rows);
        Assert.Empty(judgement.Of(ProblemCodes.LabelSuspects));
    }

    [Fact]
    public void The_same_feature_ten_times_does_not_make_the_classifier_surer()
    {
        var table = Built.Table(1_000);
        var x = ((NumberColumn)table["x"]).Values;
        var repeated = Enumerable.Range(0, 9).Aggregate(table, (wider, place) => wider.With(Built.Number($"x{place}", [.. x])));
        var (one, ten) = (Built.Judge(table).Labels!, Built.Judge(repeated).Labels!);
        Assert.InRange(ten.Suspects!.Value, 0, one.Suspects!.Value + 10);
    }

    [Fact]
    public void A_regression_has_no_labels_to_suspect() => Assert.Null(Built.JudgeSample("concrete", "concrete.csv").Labels);
}
