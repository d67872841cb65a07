using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Policy;
using ServerlessMlops.Pipeline.Tests.Data;

namespace ServerlessMlops.Pipeline.Tests.Policy;

public sealed class PolicyBackTestTests
{
    private static readonly OrganisationPolicy Lending = new()
    {
        Name = "lending",
        Version = 1,
        Owner = "rena@example.org",
        Gates = [new() { Metric = "auc", Min = 0.7 }],
    };

    private static readonly PipelineSpec Written = Csv.Spec() with { Gates = [new() { Metric = "brier", Max = 0.2 }] };

    [Fact]
    public void A_stricter_policy_flips_a_verdict_and_names_the_gate()
    {
        var test = PolicyBackTest.Of(Past(new([Lending]), 0.80), new([Lending with { Gates = [new() { Metric = "auc", Min = 0.85 }] }]));
        Assert.Equal((BackTestVerdict.Pass, BackTestVerdict.Fail, true), (test.Before, test.After, test.Flips));
        Assert.Equal(
            [("auc ≥ 0.7", GateOutcome.Pass, null), ("auc ≥ 0.85", null, GateOutcome.Fail)],
            test.Gates.Select(flip => (flip.Rule, flip.Before, flip.After)));
    }

    [Fact]
    public void A_looser_policy_takes_its_own_gates_back_and_leaves_the_pipelines()
    {
        var test = PolicyBackTest.Of(Past(new([Lending with { Gates = [new() { Metric = "auc", Min = 0.85 }] }]), 0.80), new([Lending]));
        Assert.Equal((BackTestVerdict.Fail, BackTestVerdict.Pass), (test.Before, test.After));
        Assert.DoesNotContain("brier ≤ 0.2", test.Gates.Select(flip => flip.Rule));
    }

    [Fact]
    public void The_same_policy_flips_nothing() => Assert.Empty(PolicyBackTest.Of(Past(new([Lending]), 0.8), new([Lending])).Gates);

    [Fact]
    public void A_specification_that_would_be_refused_is_named_with_its_problems()
    {
        var test = PolicyBackTest.Of(Past(new([Lending]), 0.8), new([Lending with { Licences = ["CC0-1.0"] }]));
        Assert.Equal(BackTestVerdict.Refused, test.After);
        Assert.Equal(PolicyCodes.NotAllowed, Assert.Single(test.Problems).Code);
    }

    [Fact]
    public void What_changed_since_an_approval_is_named_field_by_field()
    {
        var after = Written with
        {
            Gates = [new() { Metric = "brier", Max = 0.25 }],
            Approval = new() { Quorum = 3 },
            Protected = [new() { Column = "Age" }],
        };
        Assert.Equal(
            [("gates", "brier ≤ 0.2", null), ("gates", null, "brier ≤ 0.25"), ("approval.quorum", "2", "3"), ("protected[Age].asFeature", null, "false"), ("protected[Age].column", null, "Age")],
            SpecChanges.Between(Written, after).Select(change => (change.Field, change.Before, change.After)));
        Assert.Empty(SpecChanges.Between(Written, Written with { Gates = [new() { Metric = "brier", Max = 0.2 }] }));
    }

    private static PastEvaluation Past(PolicySet policies, double auc)
    {
        var held = policies.Apply(Written);
        Measure[] metrics = [new("auc", auc, auc - 0.03, auc + 0.03, 500, true), new("brier", 0.15, 0.13, 0.17, 500, false)];
        var report = new EvaluationReport
        {
            RunId = "run",
            Task = ModelTask.Binary,
            Target = "Status",
            TestRows = 500,
            Metrics = metrics,
            Disparities = [],
            Gates = ReleaseGate.Decide(held.Gates, new(metrics, [])),
        };
        return new("run", held.Model, DateTimeOffset.UnixEpoch, held, report);
    }
}
