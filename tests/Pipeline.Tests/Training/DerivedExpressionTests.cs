using CsCheck;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Training;

namespace ServerlessMlops.Pipeline.Tests.Training;

public class DerivedExpressionTests
{
    [Theory]
    [InlineData("a + b * 2", 7 + (3 * 2))]
    [InlineData("(a + b) × 2", 20)]
    [InlineData("a − b − 1", 3)]
    [InlineData("-a * -b", 21)]
    [InlineData("a ÷ b / 2", 7.0 / 3 / 2)]
    [InlineData("ratio(a, b + 1)", 1.75)]
    [InlineData("log1p(a)", 2.0794415416798357)]
    [InlineData("[a] + .5e1", 12)]
    [InlineData("--a", 7)]
    public void An_expression_is_reckoned_as_it_reads(string text, double expected)
    {
        var expression = Parsed(text);
        var cells = expression.Columns.Select(column => column.Name == "a" ? 7.0 : 3.0).ToArray();
        Assert.Equal(expected, expression.Evaluate(cells), 1e-15);
    }

    [Theory]
    [InlineData("a / b", 1, 0)]
    [InlineData("a / b", 0, 0)]
    [InlineData("a * b", 1e200, 1e200)]
    [InlineData("log1p(a) + b", -1, 0)]
    [InlineData("log1p(a) + b", -2, 0)]
    [InlineData("a + b", double.NaN, 1)]
    public void What_has_no_finite_value_is_missing(string text, double a, double b) => Assert.Equal(double.NaN, Parsed(text).Evaluate([a, b]));

    [Fact]
    public void Log1p_keeps_the_digits_of_small_numbers() =>
        Assert.All([1e-18, 1e-10, -1e-9, 1e-5], x => Assert.Equal(1, Parsed("log1p(a)").Evaluate([x]) / (x - (x * x / 2) + (x * x * x / 3)), 1e-14));

    [Fact]
    public void Days_are_from_the_first_date_to_the_second()
    {
        var expression = Parsed("days(opened, [closed on])");
        Assert.Equal([("opened", true), ("closed on", true)], expression.Columns.Select(column => (column.Name, column.IsDate)));
        Assert.Equal(2.5, expression.Evaluate([10, 12.5]));
    }

    [Fact]
    public void Bins_are_closed_below_and_named_by_their_edges()
    {
        var expression = Parsed("bins(a - 1, -1, 0, 10.5)");
        Assert.Equal(ColumnKind.Category, expression.Kind);
        Assert.Equal(["< -1", "-1 to < 0", "0 to < 10.5", ">= 10.5"], expression.Labels!);
        Assert.Equal([0, 1, 2, 2, 3, -1], new[] { -1, 0, 1, 11.4, 11.5, double.NaN }.Select(a => expression.Bin(expression.Evaluate([a]))));
    }

    [Theory]
    [InlineData("a +", 3, "a column")]
    [InlineData("a b", 2, "an operator")]
    [InlineData("sqrt(a)", 0, "ratio(a, b)")]
    [InlineData("a + bins(b, 1)", 4, "bins as the whole expression")]
    [InlineData("bins(a)", 6, "edges")]
    [InlineData("bins(a, 2, 1)", 11, "above the one before")]
    [InlineData("days(a, 3)", 8, "a column of dates")]
    [InlineData("days(a, b) + a", 13, "dates in days")]
    [InlineData("ratio(a)", 7, "','")]
    [InlineData("1 + 2", 0, "a column")]
    [InlineData("[a", 0, "a column")]
    [InlineData("a # b", 2, "an operator")]
    [InlineData("a + 1e999", 4, "a column")]
    [InlineData("(a", 2, "')'")]
    [InlineData("", 0, "a column")]
    public void An_error_names_its_place_and_what_was_expected(string text, int position, string expected)
    {
        var fault = Assert.IsType<ExpressionOutcome.Faulty>(DerivedExpression.Parse(text));
        Assert.Equal(position, fault.Position);
        Assert.Contains(expected, fault.Expected, StringComparison.Ordinal);
    }

    [Fact]
    public void Length_and_depth_are_bounded()
    {
        Assert.IsType<ExpressionOutcome.Faulty>(DerivedExpression.Parse(string.Join('+', Enumerable.Repeat("a", 400))));
        Assert.IsType<ExpressionOutcome.Faulty>(DerivedExpression.Parse(new string('(', 40) + "a" + new string(')', 40)));
        Assert.IsType<ExpressionOutcome.Faulty>(DerivedExpression.Parse(new string('-', 400) + "a"));
        Assert.IsType<ExpressionOutcome.Parsed>(DerivedExpression.Parse(new string('(', 30) + "a" + new string(')', 30)));
    }

    [Fact]
    public void Any_text_is_an_expression_or_an_error_within_it() => Gen.String[Gen.OneOf(Gen.Char["ab1.,()[]+-*/−×÷ e_"], Gen.Char), 0, 60].Sample(text =>
    {
        switch (DerivedExpression.Parse(text))
        {
            case ExpressionOutcome.Parsed { Expression: var expression }:
                var value = expression.Evaluate(new double[expression.Columns.Count]);
                Assert.True(double.IsNaN(value) || double.IsFinite(value));
                break;
            case ExpressionOutcome.Faulty fault:
                Assert.InRange(fault.Position, 0, text.Length);
                break;
        }
    });

    [Fact]
    public void A_column_is_computed_row_by_row()
    {
        var table = Data.Csv.Clean("a,b,when,y\n1,2,2024-01-01,yes\n,2,2024-01-03,no\n3,0,,yes\n").Table;
        var column = DerivedColumns.Compute("share", Parsed("a / b"), table);
        Assert.Equal(["0.5", null, null], Enumerable.Range(0, 3).Select(column.Text));
        var bins = DerivedColumns.Compute("size", Parsed("bins(b, 1)"), table);
        Assert.Equal([">= 1", ">= 1", "< 1"], Enumerable.Range(0, 3).Select(bins.Text));
    }

    private static DerivedExpression Parsed(string text) => Assert.IsType<ExpressionOutcome.Parsed>(DerivedExpression.Parse(text)).Expression;
}
