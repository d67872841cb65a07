using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Pipeline.Tests.Data.Judgement;

public class GroupTests
{
    [Fact]
    public void A_small_group_is_told_how_many_more_rows_it_needs()
    {
        var judgement = Built.JudgeSample("credit-risk", "credit_data.csv");
        var widow = judgement.Groups.Single(group => group.Group == "widow");
        Assert.Equal((67, 14, 24), (widow.Rows, widow.TestRows, widow.MoreRows)); // (20 − 14) ÷ 0.25
        var named = string.Join('\n', judgement.Of(ProblemCodes.GroupTooSmall).Select(problem => problem.Message));
        Assert.Contains("'widow'", named, StringComparison.Ordinal);
        Assert.DoesNotContain("'married'", named, StringComparison.Ordinal);
    }

    [Fact]
    public void Before_the_split_test_rows_are_reckoned_by_their_share()
    {
        var judgement = Built.Judge(Built.Table(400, sex: row => row < 40 ? "f" : "m"));
        var group = judgement.Groups.Single(group => group.Group == "f");
        Assert.Equal((40, 10, 40), (group.Rows, group.TestRows, group.MoreRows));
    }

    [Fact]
    public void Wilsons_interval_of_a_rate_is_a_tenth_wide_from_93_rows()
    {
        Assert.Equal(93, GroupJudgement.RowsFor(0.10));
        var interval = Statistics.Intervals.WilsonInterval.Of(47, 93);
        Assert.InRange((interval.Upper - interval.Lower) / 2 ?? 1, 0.099, 0.100);
    }

    [Fact]
    public void Imbalance_and_label_difference_have_their_rows_and_an_interval_beside_them()
    {
        var separated = Built.JudgeSample("credit-risk", "credit_data.csv").Groups.Single(group => group.Group == "separated");

        // pandas 1.5.3: 64 of 130 separated and 1,190 of 4,324 others are bad; interval by Newcombe's formula with scipy 1.10.1.
        Assert.Equal((130, 4_324), (separated.LabelDifference.GroupRows, separated.LabelDifference.RestRows));
        Assert.Equal((4_324 - 130) / 4_454.0, separated.ClassImbalance.Value!.Value, 1e-12);
        Assert.Equal((1_190 / 4_324.0) - (64 / 130.0), separated.LabelDifference.Value!.Value, 1e-12);
        Assert.InRange(separated.LabelDifference.Lower!.Value, -0.304, -0.302);
    }

    [Fact]
    public void A_difference_below_the_floor_is_listed_and_not_judged()
    {
        var judgement = Built.Judge(Built.Table(400, sex: row => row < 15 ? "f" : "m"));
        var group = judgement.Groups.Single(group => group.Group == "f");
        Assert.Null(group.LabelDifference.Value);
        Assert.Contains("15 rows", group.LabelDifference.Unmeasured, StringComparison.Ordinal);
        Assert.Empty(judgement.Of(ProblemCodes.LabelsDifferByGroup));
    }

    [Fact]
    public void A_difference_that_may_be_chance_is_not_said_to_be_one() =>
        Assert.Empty(Built.Judge(Built.Table(2_000)).Of(ProblemCodes.LabelsDifferByGroup));

    [Fact]
    public void A_number_has_no_label_difference()
    {
        var spec = Csv.Spec(ModelTask.Regression, "x") with { Protected = Built.Spec.Protected };
        var group = Built.Judge(Built.Table(400), spec).Groups[0];
        Assert.Null(group.Positives);
        Assert.Equal("the task has no positive class", group.LabelDifference.Unmeasured);
    }
}
