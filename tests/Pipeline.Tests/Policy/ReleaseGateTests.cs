using CsCheck;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Policy;

namespace ServerlessMlops.Pipeline.Tests.Policy;

public sealed class ReleaseGateTests
{
    private static readonly GateSpec AtLeast = new() { Metric = "auc", Min = 0.75 };

    [Fact]
    public void A_measure_within_its_limit_passes_and_says_so()
    {
        var result = Decide(AtLeast, 0.812);

        Assert.Equal((GateOutcome.Pass, "auc ≥ 0.75", 0.812), (result.Outcome, result.Rule, result.Value));
        Assert.Equal("auc is 0.812, within the limit.", result.Reason);
    }

    [Fact]
    public void A_measure_outside_its_limit_fails_and_names_both_numbers() =>
        Assert.Equal((GateOutcome.Fail, "auc is 0.71; expected at least 0.75."), (Decide(AtLeast, 0.71).Outcome, Decide(AtLeast, 0.71).Reason));

    [Fact]
    public void The_limit_itself_passes() => Assert.True(Decide(AtLeast, 0.75).Passed);

    [Fact]
    public void A_failure_is_never_rounded_into_its_limit() =>
        Assert.Equal("auc is 0.7499999; expected at least 0.75.", Decide(AtLeast, 0.7499999).Reason);

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_nan_metric_never_passes(double value)
    {
        Assert.Equal(GateOutcome.NotMeasured, Decide(AtLeast, value).Outcome);
        Assert.Equal(GateOutcome.NotMeasured, Decide(AtLeast with { Min = null, Max = 2 }, value).Outcome);
        Assert.Null(Decide(AtLeast, value).Value);
    }

    [Fact]
    public void A_nan_limit_never_passes() => Assert.False(Decide(AtLeast with { Min = double.NaN }, 0.9).Passed);

    [Fact]
    public void An_unmeasured_metric_does_not_pass_and_says_why()
    {
        var missing = Measure.Missing("auc", 12, true, "there are no positive rows");
        var result = ReleaseGate.Decide([AtLeast], [missing], []).Single();

        Assert.Equal((GateOutcome.NotMeasured, false), (result.Outcome, result.Passed));
        Assert.Equal("auc was not measured: there are no positive rows.", result.Reason);
    }

    [Fact]
    public void An_unknown_metric_does_not_pass() =>
        Assert.Equal(GateOutcome.NotMeasured, Decide(AtLeast with { Metric = "auk" }, 0.9).Outcome);

    [Fact]
    public void A_metric_reported_twice_does_not_pass() =>
        Assert.False(ReleaseGate.Decide([AtLeast], [Seen("auc", 0.9), Seen("auc", 0.1)], []).Single().Passed);

    [Fact]
    public void A_gate_without_a_limit_or_with_two_subjects_does_not_pass()
    {
        Assert.False(Decide(new() { Metric = "auc" }, 0.9).Passed);
        Assert.False(Decide(new() { Min = 0.1 }, 0.9).Passed);
        Assert.False(Decide(new() { Metric = "auc", Disparity = "auc", Min = 0.1 }, 0.9).Passed);
    }

    [Fact]
    public void A_disparity_without_an_attribute_is_asked_of_each()
    {
        AttributeDisparity[] disparities = [By("Age", 0.05), By("Marital", 0.3)];
        var results = ReleaseGate.Decide([new() { Disparity = "equalized_odds_difference", Max = 0.2 }], [], disparities);

        Assert.Equal(["Age", "Marital"], results.Select(result => result.Attribute));
        Assert.Equal([GateOutcome.Pass, GateOutcome.Fail], results.Select(result => result.Outcome));
        Assert.Equal("equalized_odds_difference by Marital ≤ 0.2", results[1].Rule);
    }

    [Fact]
    public void A_disparity_of_an_attribute_that_was_not_measured_does_not_pass()
    {
        Assert.False(Alone(new() { Disparity = "equalized_odds_difference", Attribute = "Sex", Max = 1 }, By("Age", 0)).Passed);
        Assert.False(Alone(new() { Disparity = "equalized_odds_difference", Max = 1 }).Passed);
    }

    [Fact]
    public void No_gate_at_all_is_no_pass()
    {
        Assert.IsType<GateVerdict.Fail>(GateVerdict.Of([]));
        Assert.IsType<GateVerdict.Pass>(GateVerdict.Of([Decide(AtLeast, 0.8)]));
        var fail = Assert.IsType<GateVerdict.Fail>(GateVerdict.Of([Decide(AtLeast, 0.8), Decide(AtLeast, 0.7)]));
        Assert.Single(fail.NotPassed);
    }

    [Fact]
    public void Whatever_passes_is_a_number_within_the_limits() =>
        Gen.Select(Gen.Double.Nullable(), Gen.Double.Nullable(), Gen.Double.Nullable()).Sample((value, min, max) =>
        {
            var measure = new Measure("auc", value, null, null, 10, true);
            var result = ReleaseGate.Decide([new() { Metric = "auc", Min = min, Max = max }], [measure], []).Single();
            var within = value is { } seen && double.IsFinite(seen) && (min is not null || max is not null)
                && (min is null || seen >= min) && (max is null || seen <= max);
            Assert.Equal(within, result.Passed);
            Assert.NotEmpty(MlopsJson.Write(result));
        });

    private static GateResult Decide(GateSpec gate, double value) => ReleaseGate.Decide([gate], [Seen("auc", value)], []).Single();

    private static GateResult Alone(GateSpec gate, params AttributeDisparity[] disparities) => ReleaseGate.Decide([gate], [], disparities).Single();

    private static Measure Seen(string name, double value) => new(name, value, null, null, 100, true);

    private static AttributeDisparity By(string attribute, double value) => new(attribute, [], [Seen("equalized_odds_difference", value)]);
}
