using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Pipeline.Training;

namespace ServerlessMlops.Pipeline.Tests.Data;

public class FeatureSectionTests
{
    private const string Least = """
        model: test
        owner: dana@example.org
        purpose: Tests
        riskClass: minimal
        licence: MIT
        legalBasis: No personal data
        task: binary
        target: y
        positive: yes

        """;

    [Fact]
    public void Derived_features_and_monotone_constraints_are_read()
    {
        var spec = Assert.IsType<SpecOutcome.Valid>(Parse("""
            features:
              exclude: [debt]
              derive:
                debt share: ratio(debt, assets)
                tenure: "days(opened, closed)"
              monotone: { debt share: increasing, age: decreasing }
            """)).Spec;
        Assert.Equal([new("debt share", "ratio(debt, assets)"), new("tenure", "days(opened, closed)")], spec.Features.Derive);
        Assert.Equal(MonotoneDirection.Decreasing, spec.Features.Monotone["age"]);
    }

    [Theory]
    [InlineData("features:\n  derive:\n    share: ratio(debt assets)", "YAML_BAD_EXPRESSION", 3, 23)]
    [InlineData("features:\n  derive:\n    share: \"debt / \"", "YAML_BAD_EXPRESSION", 3, 19)]
    [InlineData("features:\n  derive: { share: eval(debt) }", "YAML_BAD_EXPRESSION", 2, 20)]
    [InlineData("features:\n  derive: { share: y / debt }", "YAML_CONTRADICTION", 2, 13)]
    [InlineData("features:\n  derive: { share: a / b }\nprotected: [{ column: b }]\ngates: [{ disparity: demographic_parity_difference, max: 0.2 }]", "YAML_CONTRADICTION", 2, 13)]
    [InlineData("features:\n  derive:\n    share: days(a, settled)\noutcomeDate: settled", "YAML_CONTRADICTION", 3, 5)]
    [InlineData("features:\n  monotone: { a: upwards }", "YAML_UNKNOWN_VALUE", 2, 18)]
    [InlineData("features:\n  exclude: [a]\n  monotone: { a: increasing }", "YAML_CONTRADICTION", 3, 15)]
    [InlineData("features:\n  derive: [a]", "YAML_WRONG_TYPE", 2, 11)]
    [InlineData("features:\n  actionable: { a: { direction: up } }", "YAML_UNKNOWN_VALUE", 2, 33)]
    [InlineData("features:\n  actionable: { a: { steps: 2 } }", "YAML_UNKNOWN_KEY", 2, 22)]
    [InlineData("features:\n  actionable: { a: { step: 0 } }", "YAML_OUT_OF_RANGE", 2, 28)]
    [InlineData("features:\n  actionable: { a: { min: 2, max: 2 } }", "YAML_OUT_OF_RANGE", 2, 35)]
    [InlineData("features:\n  actionable: { y: {} }", "YAML_CONTRADICTION", 2, 17)]
    [InlineData("features:\n  exclude: [a]\n  actionable: { a: {} }", "YAML_CONTRADICTION", 3, 17)]
    [InlineData("features:\n  derive: { s: a / b }\n  actionable: { s: {} }", "YAML_CONTRADICTION", 3, 17)]
    [InlineData("features:\n  actionable: { b: {} }\nprotected: [{ column: b }]\ngates: [{ disparity: demographic_parity_difference, max: 0.2 }]", "YAML_CONTRADICTION", 2, 17)]
    public void An_error_has_its_line_and_position(string text, string code, int line, int position)
    {
        var problem = Assert.Single(Assert.IsType<SpecOutcome.Invalid>(Parse(text)).Problems, problem => problem.Severity == Severity.Error);
        Assert.Equal((code, line, position), (problem.Code, problem.Line, problem.Position));
    }

    [Fact]
    public void What_a_person_could_change_is_read()
    {
        var actionable = Assert.IsType<SpecOutcome.Valid>(Parse("""
            features:
              actionable:
                amount: { direction: decrease, min: 200, max: 3e3, step: 50 }
                home: {}
            """)).Spec.Features.Actionable!;
        Assert.Equal(new ActionableSpec { Direction = ActionDirection.Decrease, Min = 200, Max = 3000, Step = 50 }, actionable["amount"]);
        Assert.Equal(new ActionableSpec(), actionable["home"]);
        Assert.Null(Assert.IsType<SpecOutcome.Valid>(Parse("features: { exclude: [a] }")).Spec.Features.Actionable);
    }

    [Fact]
    public void Many_classes_have_no_direction()
    {
        var text = Least.Replace("binary", "multiclass", StringComparison.Ordinal).Replace("positive: yes\n", "", StringComparison.Ordinal);
        var invalid = Assert.IsType<SpecOutcome.Invalid>(PipelineYaml.Parse(text + "features: { monotone: { a: increasing } }\n", "pipeline.yaml"));
        Assert.Equal("YAML_CONTRADICTION", Assert.Single(invalid.Problems).Code);
    }

    [Theory]
    [InlineData("share", "a / d", "MISSING_COLUMN")]
    [InlineData("share", "a + c", "DERIVED_UNUSABLE")]
    [InlineData("share", "days(a, b)", "DERIVED_UNUSABLE")]
    [InlineData("b", "a * 2", "DERIVED_NAME_TAKEN")]
    public void What_cannot_be_derived_from_a_table_is_named(string name, string expression, string code) =>
        Assert.Equal(code, Assert.Single(Check(new FeatureSpec { Derive = [new(name, expression)] })).Code);

    [Theory]
    [InlineData("c")]
    [InlineData("d")]
    [InlineData("constant")]
    public void A_constraint_on_what_has_no_order_or_is_no_feature_is_named(string column) => Assert.Equal(
        "MONOTONE_UNUSABLE",
        Assert.Single(Check(new FeatureSpec { Monotone = new Dictionary<string, MonotoneDirection> { [column] = MonotoneDirection.Increasing } })).Code);

    [Fact]
    public void A_derived_feature_stands_among_the_choices_and_among_what_is_judged()
    {
        var spec = Csv.Spec() with { Features = new FeatureSpec { Exclude = ["a"], Derive = [new("twice", "a * 2"), new("same", "a * 0")] } };
        var choices = FeatureSelection.Choose(spec, Table());
        Assert.Equal([("twice", true), ("same", false)], choices.TakeLast(2).Select(choice => (choice.Column, choice.Used)));
        Assert.Contains(DataJudge.Judge(Table(), spec, "rows.csv", null, null).Features, finding => finding.Column == "twice");
    }

    [Fact]
    public void More_features_than_rows_and_thousands_of_categories_are_said()
    {
        var wide = Csv.Clean(Csv.Rows(
            string.Join(',', Enumerable.Range(0, 80).Select(i => $"x{i}")) + ",y", 60, i => string.Join(',', Enumerable.Range(0, 80).Select(j => (i * 7 * (j + 1)) % 11)) + (i % 2 == 0 ? ",yes" : ",no"))).Table;
        Assert.Contains(TrainingReadiness.Check(Csv.Spec(), wide, "rows.csv"), problem => problem is { Code: "MORE_FEATURES_THAN_ROWS", Severity: Severity.Warning });
        var spec = Csv.Spec() with { Features = new FeatureSpec { Types = new Dictionary<string, ColumnKind> { ["code"] = ColumnKind.Category } } };
        var many = Csv.Clean(Csv.Rows("code,x,y", 2_500, i => $"c{i / 2},{i % 7},{(i % 3 == 0 ? "yes" : "no")}"), spec).Table;
        Assert.Contains(TrainingReadiness.Check(spec, many, "rows.csv"), problem => problem is { Code: "MANY_CATEGORIES", Severity: Severity.Warning });
    }

    private static Problem[] Check(FeatureSpec features) =>
        [.. TrainingReadiness.Check(Csv.Spec() with { Features = features }, Table(), "rows.csv").Where(problem => problem.Severity == Severity.Error)];

    private static Table Table() =>
        Csv.Clean(Csv.Rows("a,b,c,constant,y", 100, i => $"{i % 17},2024-01-{1 + (i % 28):00},k{i % 3},7,{(i % 4 == 0 ? "yes" : "no")}")).Table;

    private static SpecOutcome Parse(string text) => PipelineYaml.Parse(Least + text + "\n", "pipeline.yaml") switch
    {
        SpecOutcome.Invalid invalid => new SpecOutcome.Invalid([.. invalid.Problems.Select(problem => problem with { Line = problem.Line - 9 })]),
        var valid => valid,
    };
}
