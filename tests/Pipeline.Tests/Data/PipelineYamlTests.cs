using CsCheck;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Pipeline.Tests.Data;

public class PipelineYamlTests
{
    private const string Least = """
        model: credit-risk
        owner: dana@example.org
        purpose: Tests
        riskClass: minimal
        licence: MIT
        legalBasis: No personal data
        task: binary
        target: Status
        positive: bad

        """;

    [Fact]
    public void What_is_left_out_has_its_default()
    {
        var spec = Valid(Least).Spec;
        Assert.Equal(new SplitSpec(), spec.Split);
        Assert.Equal(["lightgbm", "linear", "gam"], spec.Train.Candidates);
        Assert.Equal(["Approver"], spec.Approval.Roles);
        Assert.Equal((2, 336.0, 24.0), (spec.Approval.Quorum, spec.Approval.DeadlineHours, spec.Approval.ReminderHours));
        Assert.Empty(spec.Gates);
    }

    [Fact]
    public void Every_section_is_read()
    {
        var spec = Valid(Least + """
            prohibitedUses: [Pricing]
            features:
              include: [Age, Income]
              types: { Income: number, Age: category }
            protected:
              - column: Age
                asFeature: true
              - { column: Years, bins: [30, 45.5] }
            split: { method: stratified, train: 0.5, validation: 0.2, test: 0.3, seed: 7 }
            train: { candidates: [linear], metric: log_loss }
            gates:
              - { metric: auc, min: 0.75 }
              - { disparity: demographic_parity_ratio, attribute: Age, min: 0.8, max: 1, rationale: Agreed with the works council }
              - { metric: recall, attribute: Age, group: young, min: 0.5, severity: waiver, confidence: 0.9, minimumRows: 50, clause: "AI Act, 15" }
              - { metric: auc, against: champion, min: -0.01 }
            approval: { roles: [Approver, Legal], quorum: 3, deadline: 36h, reminders: 90m }
            release: direct
            """).Spec;
        Assert.Equal(["Pricing"], spec.ProhibitedUses);
        Assert.Equal(["Age", "Income"], spec.Features.Include);
        Assert.Equal(ColumnKind.Category, spec.Features.Types["Age"]);
        Assert.True(spec.Protected[0].AsFeature);
        Assert.Equal([30, 45.5], spec.Protected[1].Bins);
        Assert.Equal(new SplitSpec { Train = 0.5, Validation = 0.2, Test = 0.3, Seed = 7 }, spec.Split);
        Assert.Equal("log_loss", spec.Train.Metric);
        Assert.Equal(new GateSpec { Metric = "auc", Min = 0.75 }, spec.Gates[0]);
        Assert.Equal(new GateSpec { Disparity = "demographic_parity_ratio", Attribute = "Age", Min = 0.8, Max = 1, Rationale = "Agreed with the works council" }, spec.Gates[1]);
        Assert.Equal(
            new GateSpec
            {
                Metric = "recall",
                Attribute = "Age",
                Group = "young",
                Min = 0.5,
                Severity = GateSeverity.Waiver,
                Confidence = 0.9,
                MinimumRows = 50,
                Clause = "AI Act, 15",
            },
            spec.Gates[2]);
        Assert.Equal(new GateSpec { Metric = "auc", Against = GateOpponent.Champion, Min = -0.01 }, spec.Gates[3]);
        Assert.Equal((3, 36.0, 1.5), (spec.Approval.Quorum, spec.Approval.DeadlineHours, spec.Approval.ReminderHours));
    }

    [Theory]
    [InlineData("", YamlCodes.WrongType, 1, 1)]
    [InlineData("# nothing", YamlCodes.WrongType, 1, 1)]
    [InlineData("- a\n- b\n", YamlCodes.WrongType, 1, 1)]
    [InlineData("model: [a\n", YamlCodes.Syntax, 2, 1)]
    [InlineData("a: b: c\n", YamlCodes.Syntax, 1, 5)]
    public void What_is_no_mapping_is_named(string text, string code, int line, int position)
    {
        var problem = Assert.Single(Invalid(text));
        Assert.Equal((code, line, position), (problem.Code, problem.Line, problem.Position));
    }

    [Theory]
    [InlineData("gatez: []", YamlCodes.UnknownKey, "gatez", 1)]
    [InlineData("target: Other", YamlCodes.DuplicateKey, "target", 1)]
    [InlineData("split: { train: 0.6, test: 0.3 }", YamlCodes.OutOfRange, "split", 8)]
    [InlineData("split: { train: 1, validation: 0.15, test: 0.25 }", YamlCodes.OutOfRange, "split.train", 17)]
    [InlineData("split: { seed: x }", YamlCodes.WrongType, "split.seed", 16)]
    [InlineData("split: { method: tame }", YamlCodes.UnknownValue, "split.method", 18)]
    [InlineData("split: 3", YamlCodes.WrongType, "split", 8)]
    [InlineData("train: { candidates: [xgboost] }", YamlCodes.UnknownValue, "train.candidates", 22)]
    [InlineData("train: { candidates: [] }", YamlCodes.OutOfRange, "train.candidates", 22)]
    [InlineData("train: { metric: rmse }", YamlCodes.UnknownValue, "train.metric", 18)]
    [InlineData("train: { candidates: linear }", YamlCodes.WrongType, "train.candidates", 22)]
    [InlineData("gates: [{ metric: aucc, min: 0.7 }]", YamlCodes.UnknownValue, "gates.metric", 19)]
    [InlineData("gates: [{ metric: auc }]", YamlCodes.MissingKey, "gates", 9)]
    [InlineData("gates: [{ metric: auc, min: 1.2 }]", YamlCodes.OutOfRange, "gates.min", 29)]
    [InlineData("gates: [{ metric: auc, min: 0.9, max: 0.8 }]", YamlCodes.Contradiction, "gates", 9)]
    [InlineData("gates: [{ min: 0.7 }]", YamlCodes.Contradiction, "gates", 9)]
    [InlineData("gates: [{ disparity: equalized_odds_difference, max: 0.2 }]", YamlCodes.Contradiction, "gates.disparity", 1)]
    [InlineData("gates: [{ metric: auc, min: 0.7, severity: hard }]", YamlCodes.UnknownValue, "gates.severity", 44)]
    [InlineData("gates: [{ metric: auc, min: 0.7, confidence: 0.85 }]", YamlCodes.UnknownValue, "gates.confidence", 46)]
    [InlineData("gates: [{ metric: auc, min: 0.7, minimumRows: 0 }]", YamlCodes.OutOfRange, "gates.minimumRows", 47)]
    [InlineData("gates: [{ metric: auc, min: 0.7, group: young }]", YamlCodes.MissingKey, "gates.attribute", 34)]
    [InlineData("gates: [{ metric: auc, min: -1.5, against: first }]", YamlCodes.OutOfRange, "gates.min", 29)]
    [InlineData(
        "gates: [{ metric: auc, min: 0, against: first, slice: a }]\nevaluation: { slices: [{ name: a, where: { Age: { min: 60 } } }] }",
        YamlCodes.Contradiction, "gates.slice", 48)]
    [InlineData("gates: [auc]", YamlCodes.WrongType, "gates", 9)]
    [InlineData("approval: { quorum: 1 }", YamlCodes.OutOfRange, "approval.quorum", 21)]
    [InlineData("approval: { quorum: two }", YamlCodes.WrongType, "approval.quorum", 21)]
    [InlineData("approval: { deadline: 0d }", YamlCodes.OutOfRange, "approval.deadline", 23)]
    [InlineData("approval: { deadline: 91d }", YamlCodes.OutOfRange, "approval.deadline", 23)]
    [InlineData("approval: { deadline: two weeks }", YamlCodes.WrongType, "approval.deadline", 23)]
    [InlineData("approval: { deadline: 2d, reminders: 3d }", YamlCodes.OutOfRange, "approval.reminders", 38)]
    [InlineData("approval: { roles: [] }", YamlCodes.OutOfRange, "approval.roles", 20)]
    [InlineData("protected: [{ column: Status }]", YamlCodes.Contradiction, "protected", 1)]
    [InlineData("protected: [{ column: Age, bins: [45, 30] }]", YamlCodes.OutOfRange, "protected.bins", 34)]
    [InlineData("protected: [{ column: Age, bins: [x] }]", YamlCodes.WrongType, "protected.bins", 35)]
    [InlineData("protected: [Age]", YamlCodes.WrongType, "protected", 13)]
    [InlineData("features: { include: [Status] }", YamlCodes.Contradiction, "features", 1)]
    [InlineData("features: { include: [a], exclude: [a] }", YamlCodes.Contradiction, "features", 1)]
    [InlineData("features: { types: { a: numeric } }", YamlCodes.UnknownValue, "features.types.a", 25)]
    [InlineData("release: { canary: 0.1 }", YamlCodes.NotSupported, "release", 10)]
    [InlineData("monitoring: { schedule: daily }", YamlCodes.NotSupported, "monitoring", 1)]
    [InlineData("prohibitedUses: &uses [a]", YamlCodes.Alias, null, 17)]
    [InlineData("prohibitedUses: [!!str a]", YamlCodes.Alias, null, 18)]
    [InlineData("---\nmodel: second", YamlCodes.Syntax, null, 1)]
    public void A_wrong_line_is_named_with_its_place(string line, string code, string? field, int position)
    {
        var problem = Assert.IsType<SpecOutcome.Invalid>(PipelineYaml.Parse(Least + line + "\n", "pipeline.yaml"))
            .Problems.First(problem => problem.Code == code && problem.Severity == Severity.Error);
        Assert.Equal((field, 10, position, "pipeline.yaml"), (problem.Column, problem.Line, problem.Position, problem.File));
    }

    [Theory]
    [InlineData("model: credit-risk", "model: Credit Risk", YamlCodes.OutOfRange)]
    [InlineData("model: credit-risk\n", "", YamlCodes.MissingKey)]
    [InlineData("owner: dana@example.org", "owner: \"TO CONFIRM: who\"", YamlCodes.ToConfirm)]
    [InlineData("owner: dana@example.org", "owner:", YamlCodes.WrongType)]
    [InlineData("owner: dana@example.org", "owner: [dana]", YamlCodes.WrongType)]
    [InlineData("riskClass: minimal", "riskClass: none", YamlCodes.UnknownValue)]
    [InlineData("task: binary", "task: binry", YamlCodes.UnknownValue)]
    [InlineData("positive: bad\n", "", YamlCodes.MissingKey)]
    [InlineData("task: binary", "task: multiclass", YamlCodes.Contradiction)]
    public void A_wrong_answer_is_named(string line, string instead, string code) =>
        Assert.Equal(code, Assert.Single(Invalid(Least.Replace(line, instead))).Code);

    [Fact]
    public void Every_error_is_named_at_once_in_the_files_order()
    {
        var problems = Invalid("""
            model: Credit Risk
            onwer: dana
            purpose: TO CONFIRM
            riskClass: extreme
            task: binary
            target: Status
            target: Price
            protected: [{ column: Status }]
            split: { train: 0.9, validation: 0.2, test: 0.25 }
            train: { candidates: [lightgmb] }
            gates: [{ metric: acu, min: 0.7 }]
            approval: { quorum: 1, deadline: 100d }
            monitoring: {}
            """);
        Assert.Equal(
            [
                (YamlCodes.OutOfRange, 1), (YamlCodes.MissingKey, 1), (YamlCodes.MissingKey, 1), (YamlCodes.MissingKey, 1), (YamlCodes.UnknownKey, 2), (YamlCodes.ToConfirm, 3), (YamlCodes.UnknownValue, 4),
                (YamlCodes.MissingKey, 5), (YamlCodes.DuplicateKey, 7), (YamlCodes.Contradiction, 8), (YamlCodes.OutOfRange, 9), (
                    YamlCodes.UnknownValue, 10),
                (YamlCodes.UnknownValue, 11), (YamlCodes.OutOfRange, 12), (YamlCodes.OutOfRange, 12), (YamlCodes.NotSupported, 13),
            ],
            problems.Where(problem => problem.Severity == Severity.Error).Select(problem => (problem.Code, problem.Line!.Value))
                .OrderBy(pair => pair.Item2).ThenByDescending(pair => pair.Code == YamlCodes.OutOfRange));
        Assert.Contains(problems, problem => problem.Message.Contains("Did you mean 'owner'?", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.Message.Contains("Did you mean 'lightgbm'?", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.Message.Contains("Did you mean 'auc'?", StringComparison.Ordinal));
    }

    [Fact]
    public void A_bomb_of_aliases_is_refused_at_once()
    {
        var bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + string.Concat(
            Enumerable.Range('b', 20).Select(c => $"{(char)c}: &{(char)c} [*{(char)(c - 1)},*{(char)(c - 1)},*{(char)(c - 1)},*{(char)(c - 1)}]\n"));
        Assert.Contains(Invalid(bomb), problem => problem.Code == YamlCodes.Alias);
    }

    [Fact]
    public void A_deep_or_a_long_file_is_refused()
    {
        Assert.Equal(YamlCodes.Syntax, Assert.Single(Invalid("a: " + new string('[', 5_000) + new string(']', 5_000))).Code);
        Assert.Equal(YamlCodes.TooLarge, Assert.Single(Invalid(new string('#', 300_000))).Code);
    }

    [Theory]
    [InlineData("Sex × Age", true)]
    [InlineData("Sex × Age × Home", false)]
    [InlineData("Sex × Job", false)]
    [InlineData("Sex × Sex", false)]
    public void A_gate_names_attributes_that_are_crossed_where_each_is_protected(string attribute, bool isMeasured)
    {
        string[] shielded = ["Age", "Sex", "Home", "Region"];
        var text = $"{Least}protected: [{string.Join(", ", shielded.Select(column => $"{{ column: {column} }}"))}]\n"
            + $"gates: [{{ disparity: accuracy_difference, max: 0.2 }}, {{ disparity: accuracy_difference, attribute: {attribute}, max: 0.3 }}]\n";
        if (isMeasured)
        {
            Assert.Equal(attribute, Valid(text).Spec.Gates[1].Attribute);
        }
        else
        {
            Assert.Equal(("gates.attribute", attribute), (Assert.Single(Invalid(text)).Column, Invalid(text)[0].Seen));
        }
    }

    [Fact]
    public void An_attribute_that_no_gate_limits_is_a_warning() =>
        Assert.Equal(YamlCodes.NotGated, Assert.Single(Valid(Least + "protected: [{ column: Age }]\n").Warnings).Code);

    [Fact]
    public void Random_text_is_valid_or_invalid_and_never_a_crash() =>
        Gen.String[Gen.Char["abmodel:-?[]{}&*!|>'\"%@`#,. \n\t\0é"], 0, 80].Sample(text => Assert.NotEmpty(Invalid(text)), iter: 3_000);

    private static SpecOutcome.Valid Valid(string text) => Assert.IsType<SpecOutcome.Valid>(PipelineYaml.Parse(text, "pipeline.yaml"));

    private static IReadOnlyList<Problem> Invalid(string text) => Assert.IsType<SpecOutcome.Invalid>(PipelineYaml.Parse(text, "pipeline.yaml")).Problems;
}
