using CsCheck;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Policy;

namespace ServerlessMlops.Pipeline.Tests.Policy;

public sealed class ReleaseGateTests
{
    private static readonly GateSpec AtLeast = new() { Metric = "auc", Min = 0.75 };

    [Fact]
    public void A_whole_interval_within_the_limit_passes_and_says_so()
    {
        var result = Decide(AtLeast, Seen("auc", 0.812, 0.78, 0.84));

        Assert.Equal((GateOutcome.Pass, "auc ≥ 0.75", 0.812), (result.Outcome, result.Rule, result.Value));
        Assert.Equal("auc is 0.812, 95 % interval 0.78 to 0.84, n = 100: all of the interval is at least 0.75.", result.Reason);
        Assert.Equal((0.78, 0.84, 0.95, 100), (result.Lower, result.Upper, result.Confidence, result.N));
    }

    [Fact]
    public void A_whole_interval_outside_the_limit_fails()
    {
        var result = Decide(AtLeast, Seen("auc", 0.70, 0.66, 0.74));
        Assert.Equal((GateOutcome.Fail, true), (result.Outcome, result.Stops));
        Assert.Equal("auc is 0.7, 95 % interval 0.66 to 0.74, n = 100: none of the interval is at least 0.75.", result.Reason);
    }

    [Theory]
    [InlineData(0.80, 0.72, 0.88, 156)] // 100 · (0.08 ÷ 0.05)² = 256
    [InlineData(0.72, 0.66, 0.78, 300)] // 100 · (0.06 ÷ 0.03)² = 400: then it would surely miss the limit
    public void An_interval_over_the_limit_goes_to_people_with_the_rows_that_would_decide_it(double value, double lower, double upper, long needed)
    {
        var result = Decide(AtLeast, Seen("auc", value, lower, upper));
        Assert.Equal((GateOutcome.NotEnoughEvidence, false, true, needed), (result.Outcome, result.Stops, result.IsOpen, result.RowsNeeded));
        Assert.EndsWith($"only a part of the interval is at least 0.75; about {needed} more rows would decide it if the value stayed.", result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void The_limit_itself_is_kept() => Assert.True(Decide(AtLeast, Seen("auc", 0.8, 0.75, 0.85)).Passed);

    [Fact]
    public void A_gate_is_decided_at_the_level_that_it_asks_for()
    {
        var measure = Seen("auc", 0.80, 0.74, 0.86) with { Bounds = [new(0.80, 0.76, 0.84), new(0.90, 0.75, 0.85), new(0.99, 0.72, 0.88)] };
        Assert.Equal(GateOutcome.NotEnoughEvidence, Decide(AtLeast, measure).Outcome);
        Assert.Equal(GateOutcome.Pass, Decide(AtLeast with { Confidence = 0.80 }, measure).Outcome);
        Assert.Equal((GateOutcome.NotEnoughEvidence, 0.99, 0.72), Decided(AtLeast with { Confidence = 0.99 }, measure));

        static (GateOutcome, double?, double?) Decided(GateSpec gate, Measure measure)
        {
            var result = Decide(gate, measure);
            return (result.Outcome, result.Confidence, result.Lower);
        }
    }

    [Fact]
    public void Fewer_rows_than_asked_for_decide_nothing()
    {
        var result = Decide(AtLeast with { MinimumRows = 250 }, Seen("auc", 0.9, 0.85, 0.95));
        Assert.Equal((GateOutcome.NotEnoughEvidence, 150L), (result.Outcome, result.RowsNeeded));
        Assert.Contains("asked for on 250 rows or more", result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_an_interval_nothing_is_decided_but_a_share_at_its_end_has_wilsons()
    {
        Assert.Equal(GateOutcome.NotEnoughEvidence, Decide(AtLeast, new Measure("auc", 0.9, null, null, 100, true)).Outcome);

        // z = 1.959964: 100 ÷ (100 + 3.841459) = 0.963006.
        var perfect = Decide(AtLeast, new Measure("auc", 1, null, null, 100, true));
        Assert.Equal(GateOutcome.Pass, perfect.Outcome);
        Assert.Equal(0.963006, perfect.Lower!.Value, 1e-6);
        Assert.Equal(GateOutcome.NotEnoughEvidence, Decide(AtLeast with { Min = 0.97 }, new Measure("auc", 1, null, null, 100, true)).Outcome);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_nan_metric_never_passes(double value)
    {
        Assert.Equal(GateOutcome.NotMeasured, Decide(AtLeast, Seen("auc", value, 0.8, 0.9)).Outcome);
        Assert.Equal(GateOutcome.NotMeasured, Decide(AtLeast with { Min = null, Max = 2 }, Seen("auc", value, 0.8, 0.9)).Outcome);
        Assert.Null(Decide(AtLeast, Seen("auc", value, 0.8, 0.9)).Value);
    }

    [Fact]
    public void A_nan_limit_never_passes() => Assert.False(Decide(AtLeast with { Min = double.NaN }, Seen("auc", 0.9, 0.8, 0.95)).Passed);

    [Fact]
    public void An_unmeasured_metric_stops_the_run_and_says_why()
    {
        var result = Decide(AtLeast, Measure.Missing("auc", 12, true, "there are no positive rows"));

        Assert.Equal((GateOutcome.NotMeasured, true), (result.Outcome, result.Stops));
        Assert.Equal("auc was not measured: there are no positive rows.", result.Reason);
    }

    [Fact]
    public void An_unknown_metric_does_not_pass() =>
        Assert.Equal(GateOutcome.NotMeasured, Decide(AtLeast with { Metric = "auk" }, Seen("auc", 0.9, 0.85, 0.95)).Outcome);

    [Fact]
    public void A_metric_reported_twice_does_not_pass() =>
        Assert.False(ReleaseGate.Decide([AtLeast], new([Seen("auc", 0.9, 0.8, 1), Seen("auc", 0.1, 0, 0.2)], [])).Single().Passed);

    [Fact]
    public void A_gate_without_a_limit_or_with_two_subjects_does_not_pass()
    {
        Assert.False(Decide(new() { Metric = "auc" }, Seen("auc", 0.9, 0.8, 1)).Passed);
        Assert.False(Decide(new() { Min = 0.1 }, Seen("auc", 0.9, 0.8, 1)).Passed);
        Assert.False(Decide(new() { Metric = "auc", Disparity = "auc", Min = 0.1 }, Seen("auc", 0.9, 0.8, 1)).Passed);
    }

    [Fact]
    public void A_disparity_without_an_attribute_is_asked_of_each()
    {
        AttributeDisparity[] disparities = [By("Age", 0.05), By("Marital", 0.3)];
        var results = ReleaseGate.Decide([new() { Disparity = "equalized_odds_difference", Max = 0.2 }], new([], disparities));

        Assert.Equal(["Age", "Marital"], results.Select(result => result.Attribute));
        Assert.Equal([GateOutcome.Pass, GateOutcome.Fail], results.Select(result => result.Outcome));
        Assert.Equal("equalized_odds_difference by Marital ≤ 0.2", results[1].Rule);
    }

    [Theory]
    [InlineData("Age × Sex")]
    [InlineData("Sex × Age")]
    public void A_disparity_by_crossed_attributes_is_asked_in_any_order(string attribute)
    {
        var results = ReleaseGate.Decide(
            [new() { Disparity = "equalized_odds_difference", Attribute = attribute, Max = 0.2 }, new() { Disparity = "equalized_odds_difference", Max = 0.2 }],
            new([], [By("Age", 0.05), By("Sex", 0.1), By("Age × Sex", 0.3) with { Crossed = ["Age", "Sex"] }]));

        Assert.Equal(["Age × Sex", "Age", "Sex"], results.Select(result => result.Attribute));
        Assert.Equal([GateOutcome.Fail, GateOutcome.Pass, GateOutcome.Pass], results.Select(result => result.Outcome));
    }

    [Fact]
    public void A_disparity_of_an_attribute_that_was_not_measured_does_not_pass()
    {
        Assert.False(Alone(new() { Disparity = "equalized_odds_difference", Attribute = "Sex", Max = 1 }, By("Age", 0)).Passed);
        Assert.False(Alone(new() { Disparity = "equalized_odds_difference", Max = 1 }).Passed);
    }

    [Fact]
    public void A_comparison_that_leaves_a_group_out_is_no_pass_and_names_the_group()
    {
        var small = new GroupRow("60 and more", 9) { NotCompared = "9 rows, compared from 20: 11 more needed" };
        var result = Alone(new() { Disparity = "equalized_odds_difference", Max = 0.2 }, By("Age", 0.05) with { Groups = [new("below 60", 91), small] });
        Assert.Equal((GateOutcome.NotEnoughEvidence, false), (result.Outcome, result.Stops));
        Assert.Contains("60 and more: 9 rows, compared from 20: 11 more needed", result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Groups_too_small_to_compare_are_no_evidence_rather_than_no_measure()
    {
        var disparity = new AttributeDisparity(
            "Age", [new("young", 5) { NotCompared = "5 rows" }],
            [Measure.Missing("equalized_odds_difference", 5, false, "fewer than two groups have enough rows (young: 5 rows)")]);
        Assert.Equal(GateOutcome.NotEnoughEvidence, Alone(new() { Disparity = "equalized_odds_difference", Max = 0.2 }, disparity).Outcome);
    }

    [Fact]
    public void A_comparison_is_of_the_paired_difference_and_says_nothing_where_there_is_no_such_version()
    {
        GateSpec gate = new() { Metric = "auc", Against = GateOpponent.Champion, Min = -0.02 };
        var difference = new Measure("auc", -0.005, -0.015, 0.005, 300, true);
        var contest = new ContestReport("auc", [new(3, [OpponentRoles.Champion], [new("auc", 0.80, 0.805, difference, 0.4)], 0)], 3, 3);
        var evidence = new GateEvidence([], []) { Contest = contest };

        var result = Assert.Single(ReleaseGate.Decide([gate], evidence));
        Assert.Equal((GateOutcome.Pass, "auc against the champion ≥ -0.02"), (result.Outcome, result.Rule));
        Assert.Empty(ReleaseGate.Decide([gate with { Against = GateOpponent.First }], evidence));
        Assert.Empty(ReleaseGate.Decide([gate], new([], [])));
        Assert.Equal(GateOutcome.NotMeasured, ReleaseGate.Decide([gate with { Metric = "brier" }], evidence).Single().Outcome);
        var unscored = new ContestReport("auc", [new(3, [OpponentRoles.Champion], [], null, "its columns are gone")], 3, 3);
        Assert.Contains("its columns are gone", ReleaseGate.Decide([gate], new([], []) { Contest = unscored }).Single().Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_models_that_never_differ_differ_by_nothing()
    {
        GateSpec gate = new() { Metric = "auc", Against = GateOpponent.Best, Min = -0.02 };
        var same = new Measure("auc", 0, null, null, 300, true) { Interval = "every resample gave the same value" };
        var contest = new ContestReport("auc", [new(1, [OpponentRoles.Best], [new("auc", 0.8, 0.8, same, null)], 0)], 1, 1);
        Assert.True(ReleaseGate.Decide([gate], new([], []) { Contest = contest }).Single().Passed);
    }

    [Fact]
    public void A_gate_on_one_group_is_decided_on_its_own_rows()
    {
        GroupRow young = new("young", 200, 50) { Measures = [Seen("true_positive_rate", 0.9, 0.786, 0.957) with { N = 50 }] };
        GroupRow old = new("old", 9, 4) { NotCompared = "9 rows", Measures = [Seen("true_positive_rate", 1, 0.51, 1) with { N = 4 }] };
        var disparity = new AttributeDisparity("Age", [young, old], []);
        GateSpec gate = new() { Metric = "recall", Attribute = "Age", Group = "young", Min = 0.7 };
        var result = Alone(gate, disparity);
        Assert.Equal((GateOutcome.Pass, "recall of Age young ≥ 0.7", 50L), (result.Outcome, result.Rule, result.N));
        Assert.Equal(0.786, result.Lower);
        Assert.Equal(GateOutcome.NotEnoughEvidence, Alone(gate with { Min = 0.8 }, disparity).Outcome);
        Assert.Equal(GateOutcome.NotEnoughEvidence, Alone(gate with { Group = "old", Min = 0.1 }, disparity).Outcome);
        Assert.Equal(GateOutcome.NotMeasured, Alone(gate with { Group = "oldest" }, disparity).Outcome);
        Assert.Equal(GateOutcome.NotMeasured, Alone(gate with { Metric = "auc" }, disparity).Outcome);
    }

    [Fact]
    public void A_gate_on_a_slice_is_decided_on_the_declared_slice_of_that_name()
    {
        var slice = new SliceResult
        {
            Name = "new customers",
            Text = "Seniority at most 1",
            Where = new Dictionary<string, SliceCondition>(),
            N = 80,
            IsDeclared = true,
            IsWeak = false,
            Primary = Seen("auc", 0.8, 0.76, 0.84),
            Loss = Seen("log_loss", 0.4, 0.3, 0.5),
            LossDifference = Seen("log_loss", 0, -0.1, 0.1),
        };
        var evidence = new GateEvidence([], []) { Slices = new SliceReport { Loss = "log_loss", MinimumRows = 30, Declared = [slice] } };
        GateSpec gate = new() { Metric = "auc", Slice = "new customers", Min = 0.75 };
        Assert.Equal((GateOutcome.Pass, "auc on new customers ≥ 0.75"), (ReleaseGate.Decide([gate], evidence).Single().Outcome, ReleaseGate.Decide([gate], evidence).Single().Rule));
        Assert.Equal(GateOutcome.NotMeasured, ReleaseGate.Decide([gate with { Slice = "others" }], evidence).Single().Outcome);
        Assert.Equal(GateOutcome.NotMeasured, ReleaseGate.Decide([gate with { Metric = "brier" }], evidence).Single().Outcome);
        var few = evidence with { Slices = evidence.Slices! with { Declared = [slice with { NotJudged = "20 rows, judged from 30" }] } };
        Assert.Equal(GateOutcome.NotEnoughEvidence, ReleaseGate.Decide([gate], few).Single().Outcome);
    }

    [Fact]
    public void A_gate_that_only_warns_never_stops_a_run()
    {
        var result = Decide(AtLeast with { Severity = GateSeverity.Warn }, Seen("auc", 0.6, 0.5, 0.7));
        Assert.Equal((GateOutcome.Fail, false, false), (result.Outcome, result.Stops, result.IsOpen));
        Assert.IsType<GateVerdict.Pass>(GateVerdict.Of([result]));
    }

    [Fact]
    public void All_gates_together_pass_are_open_or_fail()
    {
        var (pass, open, fail) = (Decide(AtLeast, Seen("auc", 0.9, 0.8, 1)), Decide(AtLeast, Seen("auc", 0.8, 0.7, 0.9)), Decide(AtLeast, Seen("auc", 0.5, 0.4, 0.6)));
        Assert.IsType<GateVerdict.Fail>(GateVerdict.Of([]));
        Assert.IsType<GateVerdict.Pass>(GateVerdict.Of([pass]));
        Assert.Single(Assert.IsType<GateVerdict.Open>(GateVerdict.Of([pass, open])).Gates);
        Assert.Single(Assert.IsType<GateVerdict.Fail>(GateVerdict.Of([pass, open, fail])).Stopping);
    }

    [Fact]
    public void Whatever_passes_is_an_interval_within_the_limits() =>
        Gen.Select(Gen.Double.Nullable(), Gen.Double.Nullable(), Gen.Double.Nullable(), Gen.Double.Nullable(), Gen.Double.Nullable())
            .Sample((value, lower, upper, min, max) =>
            {
                var measure = new Measure("auc", value, lower, upper, 10, true);
                var result = ReleaseGate.Decide([new() { Metric = "auc", Min = min, Max = max }], new([measure], [])).Single();
                if (result.Passed)
                {
                    Assert.True(double.IsFinite(value!.Value) && (min is not null || max is not null));
                    Assert.True((min is null || result.Lower >= min) && (max is null || result.Upper <= max));
                }

                Assert.NotEmpty(MlopsJson.Write(result));
            });

    private static GateResult Decide(GateSpec gate, Measure measure) => ReleaseGate.Decide([gate], new([measure], [])).Single();

    private static GateResult Alone(GateSpec gate, params AttributeDisparity[] disparities) => ReleaseGate.Decide([gate], new([], disparities)).Single();

    private static Measure Seen(string name, double value, double lower, double upper) => new(name, value, lower, upper, 100, true);

    private static AttributeDisparity By(string attribute, double value) =>
        new(attribute, [], [Seen("equalized_odds_difference", value, Math.Max(0, value - 0.02), value + 0.02)]);
}
