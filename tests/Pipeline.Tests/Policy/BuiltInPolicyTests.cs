using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Evaluation;
using ServerlessMlops.Pipeline.Policy;

namespace ServerlessMlops.Pipeline.Tests.Policy;

public sealed class BuiltInPolicyTests
{
    private static readonly PipelineSpec Sober = new()
    {
        Model = "credit-risk",
        Owner = "priya@example.org",
        Purpose = "Rank",
        RiskClass = "high",
        Licence = "MIT",
        LegalBasis = "Consent",
        Task = ModelTask.Binary,
        Target = "Status",
        Positive = "bad",
        Gates = [new() { Metric = "auc", Min = 0.78 }],
    };

    [Fact]
    public void A_tighter_specification_holds_as_it_is()
    {
        Assert.Empty(BuiltInPolicy.Tighten(Sober));
        Assert.Equal(Sober.Gates, BuiltInPolicy.Apply(Sober).Gates);
        Assert.Equal(Sober.Approval, BuiltInPolicy.Apply(Sober).Approval);
    }

    [Theory]
    [InlineData(ModelTask.Binary, "auc", 0.60)]
    [InlineData(ModelTask.Multiclass, "macro_auc", 0.60)]
    [InlineData(ModelTask.Regression, "r2", 0.10)]
    public void Without_gates_the_policys_own_apply(ModelTask task, string metric, double min)
    {
        var gate = Assert.Single(BuiltInPolicy.Apply(Sober with { Task = task, Gates = [] }).Gates);

        Assert.Equal((metric, min), (gate.Metric, gate.Min));
        Assert.NotNull(MeasureCatalog.Find(task, metric));
        Assert.Empty(BuiltInPolicy.Tighten(Sober with { Task = task, Gates = [] }));
    }

    [Fact]
    public void A_gate_on_another_measure_does_not_replace_the_policys()
    {
        var gates = BuiltInPolicy.Apply(Sober with { Gates = [new() { Metric = "accuracy", Min = 0.9 }] }).Gates;
        Assert.Equal(["accuracy", "auc"], gates.Select(gate => gate.Metric));
    }

    [Fact]
    public void A_looser_gate_is_named_with_what_was_seen_and_expected()
    {
        var loose = Sober with { Gates = [new() { Metric = "auc", Min = 0.55 }] };
        var problem = Assert.Single(BuiltInPolicy.Tighten(loose));

        Assert.Equal((PolicyCodes.Looser, "gates.auc.min"), (problem.Code, problem.Column));
        Assert.Equal(("auc ≥ 0.55", "auc ≥ 0.6"), (problem.Seen, problem.Expected));
        Assert.Contains(BuiltInPolicy.Apply(loose).Gates, gate => gate.Min == 0.60);
    }

    [Theory]
    [InlineData(1, 336, "approval.quorum")]
    [InlineData(2, 2161, "approval.deadlineHours")]
    [InlineData(2, 0, "approval.deadlineHours")]
    [InlineData(2, double.NaN, "approval.deadlineHours")]
    public void Looser_approval_is_refused(int quorum, double hours, string field)
    {
        var spec = Sober with { Approval = new() { Quorum = quorum, DeadlineHours = hours } };

        Assert.Equal(field, Assert.Single(BuiltInPolicy.Tighten(spec)).Column);
    }

    [Fact]
    public void Applied_approval_is_never_below_the_policy()
    {
        var applied = BuiltInPolicy.Apply(Sober with { Approval = new() { Quorum = 0, DeadlineHours = 9_999 } }).Approval;

        Assert.Equal((2, 2160.0), (applied.Quorum, applied.DeadlineHours));
    }

    [Fact]
    public void A_role_that_nobody_can_have_would_wait_for_ever()
    {
        var spec = Sober with { Approval = new() { Roles = ["Approver", "Chairman"] } };
        var problem = Assert.Single(BuiltInPolicy.Tighten(spec));

        Assert.Equal((PolicyCodes.UnknownRole, "Chairman"), (problem.Code, problem.Seen));
        Assert.Equal("none", Assert.Single(BuiltInPolicy.Tighten(Sober with { Approval = new() { Roles = [] } })).Seen);
    }

    [Fact]
    public void Every_lack_is_listed_at_once() =>
        Assert.Equal(
            ["licence", "legalBasis", "owner", "approval.quorum"],
            BuiltInPolicy.Tighten(Sober with { Licence = " ", LegalBasis = "", Owner = "", Approval = new() { Quorum = 1 } })
                .Select(problem => problem.Column));
}
