using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Pipeline.Tests.Data.Judgement;

public class DriftTests
{
    private static ColumnDrift Column(DriftReport report, string name) => report.Columns.Single(column => column.Column == name);

    [Fact]
    public void Rows_of_one_source_are_called_drifted_no_more_often_than_the_level_says()
    {
        var before = Built.Table(400);
        var reports = Enumerable.Range(2, 200).Select(seed => DriftJudgement.Of(before, Built.Table(300, seed), Built.Spec)).ToArray();
        Assert.All(reports, report => Assert.Equal((5, false), (report.Measured, report.DatasetDrifted)));

        // 5 % of 200 are 10; 17 is the binomial's 98.8 % point.
        Assert.InRange(reports.Count(report => report.Drifted > 0), 0, 17);
        Assert.InRange(reports.Count(report => report.Groups.Count > 0), 0, 17);
    }

    [Fact]
    public void Rows_of_one_source_have_not_drifted_in_a_large_table()
    {
        var reports = Enumerable.Range(2, 10).Select(seed => DriftJudgement.Of(Built.Table(4_000), Built.Table(2_000, seed), Built.Spec));
        Assert.All(reports, report => Assert.Equal((5, 0, 0), (report.Measured, report.Drifted, report.Groups.Count)));
    }

    /// <summary>
    /// The first n rows of the credit sample against the others. pandas 1.5.3 and scipy 1.10.1: ks_2samp and
    /// kstwobign.sf(D·√(mn ÷ (m + n))), chi2_contingency(correction=False) of the categories with 5 expected rows and the others together,
    /// wasserstein_distance ÷ std(ddof=0), jensenshannon; PSI by numpy from its formula.
    /// </summary>
    [Theory]
    [InlineData(900, "Income", "kolmogorov_smirnov", 0.13814185052389222, 1.5870032008157466e-11, null)]
    [InlineData(900, "Price", "kolmogorov_smirnov", 0.0673088226098918, 0.0029857741345812585, null)]
    [InlineData(900, "Home", "chi_square", 13.685999283056892, 0.017731952921440194, 0.019915677727244254)]
    [InlineData(900, "Job", "chi_square", 3.5123212056339663, 0.31916761423861817, 0.004947350054233428)]
    [InlineData(2_000, "Income", "wasserstein", 0.19087458890776532, 9.762948214361058e-11, null)]
    [InlineData(2_000, "Price", "wasserstein", 0.07598425956546873, 0.010860269258773508, null)]
    [InlineData(2_000, "Home", "jensen_shannon", 0.043492813108412624, 0.0057705408517990525, 0.015187975181174486)]
    [InlineData(2_000, "Status", "jensen_shannon", 0.002789276098000031, 0.793369776668386, 6.224080263946138e-05)]
    public void Figures_equal_scipys(int rows, string name, string method, double statistic, double p, double? psi)
    {
        var lines = File.ReadAllLines(Csv.SamplePath("credit-risk", "credit_data.csv"));
        Table Read(IEnumerable<string> body) => Csv.Clean(string.Join('\n', body.Prepend(lines[0]))).Table;
        var spec = Built.Sample("credit-risk", "credit_data.csv").Spec;
        var column = Column(DriftJudgement.Of(Read(lines.Skip(1).Take(rows)), Read(lines.Skip(1 + rows)), spec), name);
        Assert.Equal(method, column.Method);
        Assert.Equal(statistic, column.Statistic!.Value, 1e-9 * statistic);
        Assert.Equal(p, column.P!.Value, 1e-9);
        Assert.Equal(psi ?? column.Psi!.Value, column.Psi!.Value, 1e-9);
    }

    [Fact]
    public void The_test_is_chosen_by_the_rows_of_the_reference()
    {
        static string[] Methods(int rows) =>
            [.. DriftJudgement.Of(Built.Table(rows), Built.Table(500, 2), Built.Spec).Columns.Select(column => column.Method!)];

        Assert.Equal(["kolmogorov_smirnov", "kolmogorov_smirnov", "chi_square", "two_proportion_z", "two_proportion_z"], Methods(999));
        Assert.Equal(["wasserstein", "wasserstein", "jensen_shannon", "jensen_shannon", "jensen_shannon"], Methods(1_000));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(5_000)]
    public void A_shifted_column_is_named_and_the_others_are_not(int rows)
    {
        var judgement = Built.Judge(Built.Table(rows, seed: 2, shift: 0.5), reference: Built.Table(rows));
        Assert.Equal(["x"], judgement.Drift!.Columns.Where(column => column.Drifted).Select(column => column.Column));
        Assert.False(judgement.Drift.DatasetDrifted);
        Assert.Contains(judgement.Of(ProblemCodes.DataDrift), problem => problem.Column == "x");
        Assert.InRange(Column(judgement.Drift, "x").Psi!.Value, 0.1, 0.6);
    }

    [Fact]
    public void A_large_distance_on_few_new_rows_is_not_drift_where_it_may_be_chance()
    {
        var before = Built.Table(5_000);
        var reports = Enumerable.Range(2, 20).Select(seed => DriftJudgement.Of(before, Built.Table(50, seed), Built.Spec)).ToArray();
        Assert.Contains(reports, report => Column(report, "x") is { Statistic: > 0.1, Limit: 0.1 });
        Assert.InRange(reports.Count(report => report.Drifted > 0), 0, 1); // of 20, at a level of 5 %
    }

    [Fact]
    public void A_significant_difference_that_is_small_is_not_drift_in_a_large_table()
    {
        var x = Column(DriftJudgement.Of(Built.Table(40_000), Built.Table(40_000, 2, shift: 0.05), Built.Spec), "x");
        Assert.True(x.AdjustedP < 0.001 && x.Statistic < 0.1);
        Assert.False(x.Drifted);
    }

    [Fact]
    public void A_shift_within_a_small_group_is_found_where_the_whole_table_hides_it()
    {
        static Table Make(int seed) => Built.Table(6_000, seed, 0, row => row % 20 == 0 ? "f" : "m");
        var (before, after) = (Make(1), Make(2));
        double[] shifted = [.. ((NumberColumn)after["x"]).Values.Select((x, row) => row % 20 == 0 ? x + 1 : x)];
        var judgement = Built.Judge(after.With(Built.Number("x", shifted)), reference: before);
        Assert.False(Column(judgement.Drift!, "x").Drifted);
        var group = Assert.Single(judgement.Drift!.Groups);
        Assert.Equal(("sex", "f", 300, 300), (group.Attribute, group.Group, group.ReferenceRows, group.CurrentRows));
        Assert.Equal("x", Assert.Single(group.Drifted).Column);
        Assert.Contains("Within group 'f'", Assert.Single(judgement.Of(ProblemCodes.DataDrift)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void New_and_vanished_categories_and_columns_are_named()
    {
        var before = Built.Table(600).With(Built.Number("gone", new double[600]));
        var city = Enumerable.Range(0, 600).Select(row => row % 3 == 0 ? "z" : "abc"[row % 3].ToString()).ToArray();
        var after = Built.Table(600, 2).With(Built.Category("city", city)).With(Built.Number("added", new double[600]));
        var report = DriftJudgement.Of(before, after, Built.Spec);
        Assert.Equal(["z"], Column(report, "city").NewValues);
        Assert.Equal(["a", "d"], Column(report, "city").VanishedValues.Order());
        Assert.Equal(["gone"], report.VanishedColumns);
        Assert.Equal(["added"], report.NewColumns);
        Assert.EndsWith("half a row added to each", Column(report, "city").PsiBins, StringComparison.Ordinal);
    }

    [Fact]
    public void P_values_are_corrected_over_the_columns_that_have_one()
    {
        var after = Built.Table(600, 2).With(Built.Number("noise", [.. Enumerable.Repeat(double.NaN, 600)]));
        var report = DriftJudgement.Of(Built.Table(600), after, Built.Spec);
        var measured = report.Columns.Where(column => column.P is not null).OrderBy(column => column.P).ToArray();
        Assert.Equal(4, measured.Length);
        Assert.Equal(Math.Min(1, 4 * measured[0].P!.Value), measured[0].AdjustedP!.Value, 1e-12); // after noise's missing cells, p 0
        Assert.Null(Column(report, "noise").AdjustedP);
    }

    [Fact]
    public void Cells_that_went_missing_are_drift()
    {
        var after = Built.Table(600, 2);
        double[] noise = [.. ((NumberColumn)after["noise"]).Values.Select((value, row) => row % 4 == 0 ? double.NaN : value)];
        var column = Column(DriftJudgement.Of(Built.Table(600), after.With(Built.Number("noise", noise)), Built.Spec), "noise");
        Assert.True(column.Drifted);
        Assert.Equal("0.0 % of cells were missing, and 25.0 % are", column.Reason);
        Assert.Equal((600, 450), (column.ReferenceRows, column.CurrentRows));
    }

    [Fact]
    public void A_number_that_became_text_is_drift_and_too_few_values_are_unmeasured()
    {
        var after = Built.Table(600, 2).With(Built.Category("noise", [.. Enumerable.Range(0, 600).Select(row => $"v{row % 9}")]));
        double[] x = [.. ((NumberColumn)after["x"]).Values.Select((value, row) => row < 20 ? value : double.NaN)];
        var report = DriftJudgement.Of(Built.Table(600), after.With(Built.Number("x", x)), Built.Spec);
        Assert.Equal((true, "it held numbers, and holds categories"), (Column(report, "noise").Drifted, Column(report, "noise").Reason));
        Assert.Null(Column(report, "x").Statistic);
    }

    [Fact]
    public void The_table_drifted_where_half_of_its_columns_did()
    {
        var after = new Table([.. Built.Table(600, 2, shift: 1).Columns.Where(column => column.Name is "x" or "city")]);
        var judgement = Built.Judge(after, Csv.Spec(target: "gone"), reference: Built.Table(600));
        Assert.Equal((1, 2, true), (judgement.Drift!.Drifted, judgement.Drift.Measured, judgement.Drift.DatasetDrifted));
        Assert.Contains(judgement.Of(ProblemCodes.DataDrift), problem => problem.Column is null && problem.Seen == "1 of 2");
    }

    [Fact]
    public void A_constant_that_became_a_spread_is_drift()
    {
        var before = Built.Table(2_000).With(Built.Number("noise", new double[2_000]));
        var column = Column(DriftJudgement.Of(before, Built.Table(2_000, 2), Built.Spec), "noise");
        Assert.Equal(("jensen_shannon", true), (column.Method, column.Drifted));
        Assert.Equal(Math.Sqrt(Math.Log(2)), column.Statistic!.Value, 1e-12);
    }
}
