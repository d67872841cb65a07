using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Pipeline.Tests.Data.Judgement;

public class LeakTests
{
    private static string[] Labels(Table table) => [.. Enumerable.Range(0, table.RowCount).Select(row => table["y"].Text(row)!)];

    private static Problem Leak(Table table, PipelineSpec? spec = null) =>
        Assert.Single(Built.Judge(table, spec).Problems, problem => problem.Severity == Severity.Error);

    [Fact]
    public void A_copy_of_the_target_under_other_names_is_an_error_that_says_how_to_lift_it()
    {
        var table = Built.Table(100);
        var problem = Leak(table.With(Built.Category("outcome", Array.ConvertAll(Labels(table), label => label == "yes" ? "A" : "B"))));
        Assert.Equal((ProblemCodes.LeaksTarget, "outcome"), (problem.Code, problem.Column));
        Assert.Contains("features: { exclude: [outcome] }", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_number_that_ranks_the_target_perfectly_is_an_error_from_200_rows_on()
    {
        static Table With(int rows)
        {
            var table = Built.Table(rows);
            double[] paid = [.. Labels(table).Select((label, row) => (label == "yes" ? 1_000.0 : 0) + (row % 7))];
            return table.With(Built.Number("paid_back", paid));
        }

        Assert.Equal(ProblemCodes.LeaksTarget, Leak(With(300)).Code);
        var small = Built.Judge(With(150));
        Assert.Equal("paid_back", Assert.Single(small.Of(ProblemCodes.LeakSuspected)).Column);
        Assert.Equal((LeakVerdict.Suspected, 1.0), (small.Features[0].Leak, small.Features[0].Power));
    }

    [Fact]
    public void An_excluded_column_leaks_no_more()
    {
        var table = Built.Table(300);
        var judgement = Built.Judge(
            table.With(Built.Category("outcome", Labels(table))), Built.Spec with { Features = new() { Exclude = ["outcome"] } });
        Assert.DoesNotContain(judgement.Problems, problem => problem.Severity == Severity.Error);
        Assert.DoesNotContain(judgement.Features, finding => finding.Column == "outcome");
    }

    [Fact]
    public void A_column_that_is_missing_exactly_where_the_label_is_no_is_an_error()
    {
        var table = Built.Table(400);
        var closed = Labels(table).Select((label, row) => label == "yes" ? $"{row % 5}" : null).ToArray();
        Assert.Equal("closed_by", Leak(table.With(Built.Category("closed_by", closed))).Column);
    }

    [Fact]
    public void A_column_that_is_mostly_missing_where_the_label_is_no_is_asked_about()
    {
        var table = Built.Table(400);
        var closed = Labels(table).Select((label, row) => (label == "yes") != (row % 8 == 0) ? $"{row % 5}" : null).ToArray();
        var problem = Assert.Single(Built.Judge(table.With(Built.Category("closed_by", closed))).Of(ProblemCodes.MissingTellsTarget));
        Assert.Equal((Severity.Warning, "closed_by"), (problem.Severity, problem.Column));
    }

    [Fact]
    public void An_identifier_is_not_taken_for_signal()
    {
        string[] customers = [.. Enumerable.Range(0, 300).Select(row => $"c{row / 2}")];
        var judgement = Built.Judge(Built.Table(300).With(Built.Category("customer", customers)));
        var finding = judgement.Features.Single(finding => finding.Column == "customer");
        Assert.InRange(finding.Power!.Value, 0.3, 0.65);
        Assert.Equal(LeakVerdict.None, finding.Leak);
    }

    [Fact]
    public void A_sequence_of_numbers_is_named_as_an_identifier_and_a_wanted_one_too()
    {
        var table = Built.Table(300).With(Built.Number("case", [.. Enumerable.Range(1, 300).Select(row => (double)row)]));
        Assert.Contains("left out", Assert.Single(Built.Judge(table).Of(ProblemCodes.IdentifierColumn)).Message, StringComparison.Ordinal);
        var wanted = Built.Judge(table, Built.Spec with { Features = new() { Include = ["x", "case"] } });
        Assert.Contains("by heart", Assert.Single(wanted.Of(ProblemCodes.IdentifierColumn)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_targets_logarithm_leaks_a_regressions_target()
    {
        var table = Built.Table(300);
        double[] price = [.. ((NumberColumn)table["x"]).Values.Select(x => 100 * Math.Exp(x))];
        var spec = Csv.Spec(ModelTask.Regression, "price");
        Assert.Equal("x", Leak(table.With(Built.Number("price", price)), spec).Column);
    }

    [Fact]
    public void The_class_of_a_multiclass_target_in_a_number_is_an_error()
    {
        var (table, spec) = Built.Sample("penguins", "penguins.csv");
        double[] codes = [.. ((CategoryColumn)table["species"]).Codes.Select((code, row) => (code * 10.0) + (row % 3))];
        var problem = Leak(table.With(Built.Number("genus", codes)), spec);
        Assert.Equal((ProblemCodes.LeaksTarget, "genus"), (problem.Code, problem.Column));
    }

    [Fact]
    public void A_day_after_the_outcome_is_named_with_its_first_row()
    {
        double[] decided = [.. Enumerable.Range(0, 300).Select(row => 19_000.0 + (row % 90))];
        double[] called = [.. decided.Select((day, row) => row == 4 || row == 9 ? day + 3 : day - 10)];
        var table = Built.Table(300).With(new NumberColumn("y_decided", ColumnKind.Date, decided))
            .With(new NumberColumn("called", ColumnKind.Date, called));
        var problems = Built.Judge(table).Of(ProblemCodes.DateAfterOutcome);
        Assert.Equal(["called", "y_decided"], problems.Select(problem => problem.Column!).Order());
        var late = problems.Single(problem => problem.Column == "called");
        Assert.Equal((5, 2), (late.Row, late.Count));
    }

    [Fact]
    public void A_nearly_constant_column_is_named_with_its_share()
    {
        double[] flag = [.. Enumerable.Range(0, 1_000).Select(row => row < 4 ? 1.0 : 0)];
        var judgement = Built.Judge(Built.Table(1_000).With(new NumberColumn("flag", ColumnKind.Boolean, flag)));
        var problem = Assert.Single(judgement.Of(ProblemCodes.NearConstantColumn));
        Assert.Equal(("flag", "false", 996), (problem.Column, problem.Seen, problem.Count));
        Assert.Equal(0.996, judgement.Features.Single(finding => finding.Column == "flag").CommonestShare);
    }
}
