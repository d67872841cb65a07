using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Policy;
using ServerlessMlops.Pipeline.Tests.Data;

namespace ServerlessMlops.Pipeline.Tests.Policy;

public class PolicySetTests
{
    private static readonly OrganisationPolicy Lending = new()
    {
        Name = "lending",
        Version = 1,
        Owner = "rena@example.org",
        Gates = [new() { Metric = "auc", Min = 0.7 }, new() { Disparity = "equalized_odds_difference", Max = 0.2 }, new() { Metric = "r2", Min = 0.5 }],
        Quorum = 3,
        DeadlineHours = 48,
    };

    private static readonly PipelineSpec Spec = Csv.Spec() with { Protected = [new ProtectedAttribute { Column = "Age" }] };

    [Fact]
    public void What_a_pipeline_leaves_out_it_inherits()
    {
        var set = new PolicySet([Lending]);
        var held = set.Apply(Spec);
        Assert.Empty(set.Tighten(Spec));
        Assert.Equal(["auc ≥ 0.6", "auc ≥ 0.7", "equalized_odds_difference ≤ 0.2"], held.Gates.Where(gate => gate.Against is null).Select(gate => GateText.Rule(gate)));
        Assert.Equal(["built-in/2", "lending@1", "lending@1"], held.Gates.Where(gate => gate.Against is null).Select(gate => gate.Policy));
        Assert.Equal((3, 48.0), (held.Approval.Quorum, held.Approval.DeadlineHours));
    }

    [Fact]
    public void What_it_states_stricter_stays_and_what_it_states_looser_is_refused()
    {
        var set = new PolicySet([Lending]);
        var strict = Spec with { Gates = [new() { Metric = "auc", Min = 0.8 }, new() { Disparity = "equalized_odds_difference", Max = 0.1 }], Approval = new ApprovalSpec { Quorum = 4, DeadlineHours = 24 } };
        Assert.Empty(set.Tighten(strict));
        Assert.Equal(strict.Gates, set.Apply(strict).Gates.Where(gate => gate.Against is null));
        Assert.Equal((4, 24.0), (set.Apply(strict).Approval.Quorum, set.Apply(strict).Approval.DeadlineHours));

        var loose = Spec with { Gates = [new() { Metric = "auc", Min = 0.65 }, new() { Disparity = "equalized_odds_difference", Max = 0.3 }], Approval = new ApprovalSpec { DeadlineHours = 72 } };
        Assert.Equal(
            ["approval.deadline", "gates.auc", "gates.equalized_odds_difference"],
            set.Tighten(loose).Where(problem => problem.Code == "POLICY_LOOSER").Select(problem => problem.Column!).Order());
        Assert.All(set.Tighten(loose), problem => Assert.Contains("lending", problem.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_gate_on_one_attribute_does_not_stand_for_one_on_all()
    {
        var spec = Spec with { Gates = [new() { Disparity = "equalized_odds_difference", Attribute = "Age", Max = 0.1 }] };
        Assert.Contains("equalized_odds_difference ≤ 0.2", new PolicySet([Lending]).Apply(spec).Gates.Select(gate => GateText.Rule(gate)));
    }

    [Fact]
    public void A_gate_on_all_attributes_does_not_stand_for_one_on_two_crossed()
    {
        var policy = Lending with { Gates = [new() { Disparity = "equalized_odds_difference", Attribute = "Age × Sex", Max = 0.2 }] };
        var spec = Spec with
        {
            Protected = [new() { Column = "Age" }, new() { Column = "Sex" }],
            Gates = [new() { Disparity = "equalized_odds_difference", Max = 0.1 }],
        };
        string[] Held(PipelineSpec own) => [.. new PolicySet([policy]).Apply(own).Gates.Where(gate => gate.Attribute is not null).Select(gate => GateText.Rule(gate))];

        Assert.Equal(["equalized_odds_difference by Age × Sex ≤ 0.2"], Held(spec));
        Assert.Equal(
            ["equalized_odds_difference by Sex × Age ≤ 0.1"], Held(spec with { Gates = [spec.Gates[0] with { Attribute = "Sex × Age" }] }));
    }

    [Fact]
    public void Groups_that_a_policy_measures_have_to_be_declared_and_licences_to_be_allowed()
    {
        var set = new PolicySet([Lending with { Licences = ["CC0-1.0"] }]);
        Assert.Equal(["POLICY_MISSING", "POLICY_NOT_ALLOWED"], set.Tighten(Csv.Spec()).Select(problem => problem.Code).Order());
    }

    [Theory]
    [InlineData("test", "minimal", ModelTask.Binary, true)]
    [InlineData("te*", "minimal", ModelTask.Binary, true)]
    [InlineData("other", "minimal", ModelTask.Binary, false)]
    [InlineData("test", "high", ModelTask.Binary, false)]
    [InlineData("test", "minimal", ModelTask.Regression, false)]
    public void A_policy_speaks_of_the_models_that_match_every_part(string model, string risk, ModelTask task, bool speaks)
    {
        var set = new PolicySet([Lending with { AppliesTo = new() { Models = [model], RiskClasses = [risk], Tasks = [task] } }]);
        Assert.Equal(speaks ? 1 : 0, set.For(Spec).Count);
        Assert.Equal(speaks ? 3 : 2, set.Apply(Spec).Approval.Quorum);
    }

    [Fact]
    public void A_gate_that_only_warns_does_not_stand_for_one_that_blocks()
    {
        var set = new PolicySet([Lending with { Clause = "SR 26-2, section III" }]);
        var warning = Spec with { Gates = [new() { Metric = "auc", Min = 0.8, Severity = GateSeverity.Warn }] };
        Assert.Equal(["auc ≥ 0.8 (warns only)"], set.Tighten(warning).Where(problem => problem.Column == "gates.auc").Select(problem => problem.Seen));
        Assert.Equal("SR 26-2, section III", set.Apply(Spec).Gates.Single(gate => gate is { Metric: "auc", Min: 0.7 }).Clause);
    }

    [Fact]
    public void Any_change_of_any_policy_is_another_version_and_none_is_the_built_in_one()
    {
        Assert.Equal("built-in/2", PolicySet.BuiltInOnly.Version);
        Assert.StartsWith("built-in/2 sha256:", new PolicySet([Lending]).Version, StringComparison.Ordinal);
        Assert.NotEqual(new PolicySet([Lending]).Version, new PolicySet([Lending with { Quorum = 4 }]).Version);
    }
}
