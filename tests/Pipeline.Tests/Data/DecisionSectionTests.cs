using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Pipeline.Tests.Data;

public class DecisionSectionTests
{
    private const string Least = """
        model: test
        owner: dana@example.org
        purpose: Tests
        riskClass: minimal
        licence: MIT
        legalBasis: No personal data
        target: y

        """;

    [Fact]
    public void Without_the_section_nothing_is_asked_of_decisions_and_nothing_is_written() =>
        Assert.DoesNotContain("decision", MlopsJson.Write(Valid("task: binary\npositive: yes")), StringComparison.Ordinal);

    [Fact]
    public void Costs_of_two_mistakes_are_read()
    {
        var costs = Valid("task: binary\npositive: yes\ndecision: { costs: { falsePositive: 5, falseNegative: 1 } }").Decision!.Costs!;
        Assert.Equal((5, 1), (costs.FalsePositive, costs.FalseNegative));
    }

    [Fact]
    public void Costs_by_actual_then_predicted_class_are_read()
    {
        var costs = Valid("task: multiclass\ndecision:\n  costs:\n    sick: { well: 10, worn: 2.5 }\ntrain: { metric: mean_cost }").Decision!.Costs!;
        Assert.Equal(2.5, costs.ByClass["sick"]["worn"]);
    }

    [Fact]
    public void A_threshold_and_an_operating_point_are_read()
    {
        Assert.Equal(0.3, Valid("task: binary\npositive: yes\ndecision: { threshold: 0.3 }").Decision!.Threshold);
        var limit = Valid("task: binary\npositive: yes\ndecision: { operatingPoint: { metric: fpr, max: 0.1 } }").Decision!.OperatingPoint!;
        Assert.Equal((OperatingRate.FalsePositiveRate, null, 0.1), (limit.Rate, limit.Min, limit.Max));
        var json = MlopsJson.Write(Valid("task: binary\npositive: yes\ndecision: { operatingPoint: { metric: selection_rate, min: 0.1 } }"));
        Assert.Equal(OperatingRate.SelectionRate, MlopsJson.Read<PipelineSpec>(json).Decision!.OperatingPoint!.Rate);
    }

    [Theory]
    [InlineData("{ costs: { falsePositive: 5 } }", "YAML_MISSING_KEY", "decision.costs.falseNegative")]
    [InlineData("{ costs: { falsePositive: 0, falseNegative: 1 } }", "YAML_OUT_OF_RANGE", "decision.costs.falsePositive")]
    [InlineData("{ costs: { falsePositive: .inf, falseNegative: 1 } }", "YAML_WRONG_TYPE", "decision.costs.falsePositive")]
    [InlineData("{ costs: { yes: { no: -1 } } }", "YAML_OUT_OF_RANGE", "decision.costs.yes.no")]
    [InlineData("{ costs: { yes: { yes: 3 } } }", "YAML_CONTRADICTION", "decision.costs.yes.yes")]
    [InlineData("{ coverage: 90 }", "YAML_OUT_OF_RANGE", "decision.coverage")]
    [InlineData("{ costs: 5 }", "YAML_WRONG_TYPE", "decision.costs")]
    [InlineData("{ threshold: 0 }", "YAML_OUT_OF_RANGE", "decision.threshold")]
    [InlineData("{ threshold: 30 }", "YAML_OUT_OF_RANGE", "decision.threshold")]
    [InlineData("{ threshold: 0.3, costs: { falsePositive: 5, falseNegative: 1 } }", "YAML_CONTRADICTION", "decision")]
    [InlineData("{ operatingPoint: { metric: recall } }", "YAML_MISSING_KEY", "decision.operatingPoint.min")]
    [InlineData("{ operatingPoint: { metric: selection_rate, min: 0.1, max: 0.2 } }", "YAML_CONTRADICTION", "decision.operatingPoint.min")]
    [InlineData("{ operatingPoint: { metric: recall, max: 0.2 } }", "YAML_CONTRADICTION", "decision.operatingPoint.max")]
    [InlineData("{ operatingPoint: { metric: fpr, min: 0.2 } }", "YAML_CONTRADICTION", "decision.operatingPoint.min")]
    [InlineData("{ operatingPoint: { metric: recall, min: 80 } }", "YAML_OUT_OF_RANGE", "decision.operatingPoint.min")]
    [InlineData("{ operatingPoint: { min: 0.8 } }", "YAML_MISSING_KEY", "decision.operatingPoint.metric")]
    public void Each_mistake_has_its_code_and_place(string decision, string code, string field)
    {
        var problem = Assert.Single(Invalid($"task: binary\npositive: yes\ndecision: {decision}"));
        Assert.Equal((code, field, 10), (problem.Code, problem.Column, problem.Line));
    }

    [Fact]
    public void A_coverage_stands_beside_any_other_decision_and_gates_may_name_what_it_is_measured_by()
    {
        Assert.Equal(0.95, Valid("task: regression\ndecision: { coverage: 0.95 }\ngates: [{ metric: coverage, min: 0.9 }, { metric: mean_interval_width, max: 20 }]").Decision!.Coverage);
        Assert.Equal(0.8, Valid("task: binary\npositive: yes\ndecision: { coverage: 0.8, threshold: 0.2 }\ngates: [{ metric: mean_set_size, max: 1.5 }]").Decision!.Coverage);
        Assert.Equal("YAML_UNKNOWN_VALUE", Assert.Single(Invalid("task: regression\ntrain: { metric: coverage }")).Code);
    }

    [Theory]
    [InlineData("{ treshold: 0.3 }", "Did you mean 'threshold'?")]
    [InlineData("{ operatingPoint: { metric: recal, min: 0.8 } }", "Did you mean 'recall'?")]
    public void A_near_name_is_proposed(string decision, string hint) =>
        Assert.Contains(hint, Assert.Single(Invalid($"task: binary\npositive: yes\ndecision: {decision}")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("task: regression\ndecision: { threshold: 0.3 }")]
    [InlineData("task: regression\ndecision: { costs: { a: { b: 1 } } }")]
    [InlineData("task: multiclass\ndecision: { operatingPoint: { metric: recall, min: 0.8 } }")]
    [InlineData("task: multiclass\ndecision: { costs: { falsePositive: 5, falseNegative: 1 } }")]
    [InlineData("task: multiclass\ntrain: { classWeights: balanced }\ndecision: { costs: { a: { b: 1 } } }")]
    [InlineData("task: binary\npositive: yes\ntrain: { metric: mean_cost }")]
    [InlineData("task: binary\npositive: yes\ngates: [{ metric: mean_cost, max: 2 }]")]
    public void What_contradicts_the_task_or_the_rest_of_the_file_is_said(string text) =>
        Assert.Equal("YAML_CONTRADICTION", Assert.Single(Invalid(text)).Code);

    [Fact]
    public void All_mistakes_are_said_at_once() => Assert.Equal(
        ["decision", "decision.threshold", "decision.operatingPoint.min", "decision.wieghts"],
        Invalid("task: binary\npositive: yes\ndecision:\n  threshold: 3\n  operatingPoint: { metric: recall, min: 3 }\n  wieghts: 3").Select(problem => problem.Column).Order(StringComparer.Ordinal)
            .OrderBy(field => Array.IndexOf(["decision", "decision.threshold", "decision.operatingPoint.min"], field) is var place and >= 0 ? place : 9));

    [Fact]
    public void Classes_that_the_target_does_not_have_are_named_before_training()
    {
        var table = Csv.Clean(Csv.Rows("a,y", 100, i => $"{i % 17},{(i % 4 == 0 ? "yes" : "no")}")).Table;
        var spec = Csv.Spec() with
        {
            Decision = new DecisionSpec { Costs = new DecisionCosts { ByClass = Matrix("yes", "nah", 3) } },
            Train = new TrainSpec { ClassWeights = new ClassWeights { ByClass = new Dictionary<string, double> { ["maybe"] = 2 } } },
        };
        var problems = TrainingReadiness.Check(spec, table, "rows.csv").Where(problem => problem.Severity == Severity.Error).ToArray();
        Assert.Equal(["CLASS_WEIGHTS_UNUSABLE", "COSTS_UNUSABLE"], problems.Select(problem => problem.Code));
        Assert.Contains("'nah'; the classes are no, yes", problems[1].Message, StringComparison.Ordinal);
        var free = Csv.Spec() with { Decision = new DecisionSpec { Costs = new DecisionCosts { ByClass = Matrix("yes", "no", 0).Concat(Matrix("no", "yes", 0)).ToDictionary() } } };
        Assert.Contains(TrainingReadiness.Check(free, table, "rows.csv"), problem => problem.Code == "COSTS_UNUSABLE");
    }

    private static Dictionary<string, IReadOnlyDictionary<string, double>> Matrix(string actual, string predicted, double cost) =>
        new() { [actual] = new Dictionary<string, double> { [predicted] = cost } };

    private static PipelineSpec Valid(string text) => Assert.IsType<SpecOutcome.Valid>(PipelineYaml.Parse(Least + text + "\n", "pipeline.yaml")).Spec;

    private static IReadOnlyList<Problem> Invalid(string text) =>
        Assert.IsType<SpecOutcome.Invalid>(PipelineYaml.Parse(Least + text + "\n", "pipeline.yaml")).Problems;
}
