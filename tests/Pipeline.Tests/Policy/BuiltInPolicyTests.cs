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
        Assert.Equal(Sober.Gates, Own(BuiltInPolicy.Apply(Sober)));
        Assert.Equal(Sober.Approval, BuiltInPolicy.Apply(Sober).Approval);
    }

    [Theory]
    [InlineData(ModelTask.Binary, "auc", 0.60)]
    [InlineData(ModelTask.Multiclass, "macro_auc", 0.60)]
    [InlineData(ModelTask.Regression, "r2", 0.10)]
    public void Without_gates_the_policys_own_apply(ModelTask task, string metric, double min)
    {
        var gate = Assert.Single(Own(BuiltInPolicy.Apply(Sober with { Task = task, Gates = [] })));

        Assert.Equal((metric, min), (gate.Metric, gate.Min));
        Assert.NotNull(MeasureCatalog.Find(task, metric));
        Assert.Empty(BuiltInPolicy.Tighten(Sober with { Task = task, Gates = [] }));
    }

    [Fact]
    public void A_gate_on_another_measure_does_not_replace_the_policys()
    {
        var gates = Own(BuiltInPolicy.Apply(Sober with { Gates = [new() { Metric = "accuracy", Min = 0.9 }] }));
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

    [Theory]
    [InlineData(ModelTask.Binary)]
    [InlineData(ModelTask.Multiclass)]
    [InlineData(ModelTask.Regression)]
    public void No_version_may_be_much_worse_than_the_live_the_first_or_the_best_one(ModelTask task)
    {
        var ratchet = BuiltInPolicy.Apply(Sober with { Task = task, Gates = [] }).Gates.Where(gate => gate.Against is not null).ToList();
        Assert.Equal([GateOpponent.Champion, GateOpponent.First, GateOpponent.Best], ratchet.Select(gate => gate.Against!.Value));
        Assert.All(ratchet, gate =>
        {
            Assert.Equal((-0.05, GateSeverity.Waiver, "built-in/2"), (gate.Min, gate.Severity, gate.Policy));
            Assert.NotNull(MeasureCatalog.Find(task, gate.Metric!));
        });
    }

    [Fact]
    public void A_stricter_ratchet_of_ones_own_stands_for_the_policys()
    {
        GateSpec strict = new() { Metric = "auc", Against = GateOpponent.Champion, Min = 0 };
        var held = BuiltInPolicy.Apply(Sober with { Gates = [strict] }).Gates;
        Assert.Equal(strict, Assert.Single(held, gate => gate.Against == GateOpponent.Champion));
        Assert.Single(BuiltInPolicy.Tighten(Sober with { Gates = [strict with { Min = -0.1 }] }));
        Assert.Single(BuiltInPolicy.Tighten(Sober with { Gates = [strict with { Severity = GateSeverity.Warn }] }));
    }

    [Theory]
    [InlineData("CC0-1.0", null, true)]
    [InlineData("mit", null, true)]
    [InlineData("CC-BY-NC-4.0", null, false)]
    [InlineData("proprietary", null, false)]
    [InlineData("proprietary", "Own data; the terms of 2024 name training", true)]
    public void Data_are_for_training_where_the_licence_or_the_pipeline_says_so(string licence, string? use, bool allowed)
    {
        var problems = BuiltInPolicy.Tighten(Sober with { Licence = licence, TrainingUse = use });
        Assert.Equal(allowed ? [] : ["trainingUse"], problems.Select(problem => problem.Column));
    }

    private static GateSpec[] Own(PipelineSpec held) => [.. held.Gates.Where(gate => gate.Against is null)];

    [Fact]
    public void Every_lack_is_listed_at_once() =>
        Assert.Equal(
            ["licence", "legalBasis", "owner", "approval.quorum"],
            BuiltInPolicy.Tighten(Sober with { Licence = " ", LegalBasis = "", Owner = "", Approval = new() { Quorum = 1 } })
                .Select(problem => problem.Column));
}
