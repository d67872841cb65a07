using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Pipeline.Tests.Data;

public class MitigationSectionTests
{
    private const string Good = "attribute: Sex, measure: equalized_odds_difference, maximum: 0.1";

    [Fact]
    public void Attribute_measure_maximum_and_methods_are_read()
    {
        var mitigation = Read($"train: {{ mitigation: {{ {Good}, methods: [constraint] }} }}").Train.Mitigation!;
        Assert.Equal(("Sex", "equalized_odds_difference", 0.1), (mitigation.Attribute, mitigation.Measure, mitigation.Maximum));
        Assert.Equal([MitigationMethod.Constraint], mitigation.Methods);
    }

    [Fact]
    public void Without_methods_all_are_tried_and_without_the_section_none()
    {
        Assert.Equal([MitigationMethod.Reweighing, MitigationMethod.Constraint], Read($"train: {{ mitigation: {{ {Good} }} }}").Train.Mitigation!.Methods);
        Assert.Null(Read("train: { metric: auc }").Train.Mitigation);
    }

    [Theory]
    [InlineData("measure: equalized_odds_difference, maximum: 0.1", "MISSING_KEY", "train.mitigation.attribute")]
    [InlineData("attribute: Sex, maximum: 0.1", "MISSING_KEY", "train.mitigation.measure")]
    [InlineData("attribute: Sex, measure: equalized_odds_difference", "MISSING_KEY", "train.mitigation.maximum")]
    [InlineData("attribute: Sex, measure: equalized_odds_difference, maximum: 1.5", "OUT_OF_RANGE", "train.mitigation.maximum")]
    [InlineData("attribute: Sex, measure: equalized_odds_difference, maximum: -0.1", "OUT_OF_RANGE", "train.mitigation.maximum")]
    [InlineData("attribute: Sex, measure: accuracy_difference, maximum: 0.1", "UNKNOWN_VALUE", "train.mitigation.measure")]
    [InlineData("attribute: Age, measure: equalized_odds_difference, maximum: 0.1", "CONTRADICTION", "train.mitigation.attribute")]
    [InlineData(Good + ", methods: []", "OUT_OF_RANGE", "train.mitigation.methods")]
    [InlineData(Good + ", methods: [reweighting]", "UNKNOWN_VALUE", "train.mitigation.methods")]
    [InlineData(Good + ", methods: [threshold]", "NOT_SUPPORTED", "train.mitigation.methods")]
    [InlineData(Good + ", lawful: a reason", "NOT_SUPPORTED", "train.mitigation.lawful")]
    [InlineData(Good + ", method: constraint", "UNKNOWN_KEY", "train.mitigation.method")]
    public void What_cannot_be_meant_is_named(string section, string code, string field) =>
        Assert.Contains(Refused($"train: {{ mitigation: {{ {section} }} }}"), problem => problem.Code == $"YAML_{code}" && problem.Column == field);

    [Fact]
    public void All_is_said_at_once_with_line_and_column()
    {
        var problems = Refused("train:\n  mitigation:\n    attribute: Age\n    measure: parity\n    maximum: 2\n    methods: [threshold]\n");
        Assert.Equal(
            [(13, 16), (14, 14), (15, 14), (16, 14)],
            problems.Where(problem => problem.Column!.StartsWith("train.mitigation", StringComparison.Ordinal))
                .Select(problem => (problem.Line!.Value, problem.Position!.Value)));
    }

    [Fact]
    public void A_baseline_alone_has_nothing_to_mitigate() => Assert.Contains(
        Refused($"train: {{ candidates: [dummy], mitigation: {{ {Good} }} }}"),
        problem => problem is { Code: YamlCodes.Contradiction, Column: "train.mitigation" });

    [Fact]
    public void A_task_that_is_not_binary_is_said_to_be_out_of_reach()
    {
        var text = Head.Replace("task: binary", "task: regression", StringComparison.Ordinal).Replace("positive: yes\n", "", StringComparison.Ordinal);
        var problems = Assert.IsType<SpecOutcome.Invalid>(PipelineYaml.Parse($"{text}train: {{ mitigation: {{ {Good} }} }}", "pipeline.yaml")).Problems;
        Assert.Contains("is for two classes; the task is regression", Assert.Single(problems, problem => problem.Code == YamlCodes.NotSupported).Message, StringComparison.Ordinal);
    }

    private const string Head = """
        model: test
        owner: dana@example.org
        purpose: a test
        riskClass: minimal
        licence: MIT
        legalBasis: none needed
        task: binary
        target: y
        positive: yes
        protected: [{ column: Sex }]

        """;

    private static IReadOnlyList<Problem> Refused(string section) =>
        Assert.IsType<SpecOutcome.Invalid>(PipelineYaml.Parse(Head + section, "pipeline.yaml")).Problems;

    private static PipelineSpec Read(string section) => Assert.IsType<SpecOutcome.Valid>(PipelineYaml.Parse(Head + section, "pipeline.yaml")).Spec;
}
