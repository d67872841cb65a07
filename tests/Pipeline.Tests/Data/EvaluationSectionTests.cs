using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Pipeline.Tests.Data;

public class EvaluationSectionTests
{
    private const string Least = """
        model: test
        owner: dana@example.org
        purpose: Tests
        riskClass: minimal
        licence: MIT
        legalBasis: No personal data
        task: regression
        target: y

        """;

    [Fact]
    public void Without_the_section_nothing_is_written_into_the_history()
    {
        Assert.Null(Valid("").Evaluation);
        Assert.DoesNotContain("evaluation", MlopsJson.Write(Valid("")), StringComparison.Ordinal);
    }

    [Fact]
    public void Slices_are_read_as_a_value_values_or_bounds()
    {
        var spec = Valid("""
            evaluation:
              minimumRows: 50
              maxSlices: 3
              slices:
                - { name: young renters, where: { Home: rent, Age: { min: 18, below: 30 } } }
                - { name: some jobs, where: { Job: [fixed, "(missing)"] } }
                - { name: since May, where: { Day: { min: 2024-05-01 } } }
            """).Evaluation!;
        Assert.Equal((50, true, 3), (spec.MinimumRows, spec.Discover, spec.MaxSlices));
        Assert.Equal(["young renters", "some jobs", "since May"], spec.Slices.Select(slice => slice.Name));
        Assert.Equal("rent", Assert.Single(spec.Slices[0].Where["Home"].Values!));
        Assert.Equal((18, 30, null), (spec.Slices[0].Where["Age"].Min, spec.Slices[0].Where["Age"].Below, spec.Slices[0].Where["Age"].Max));
        Assert.Equal(["fixed", "(missing)"], spec.Slices[1].Where["Job"].Values);
        Assert.Equal(19_844, spec.Slices[2].Where["Day"].Min);
        var again = MlopsJson.Read<PipelineSpec>(MlopsJson.Write(Valid("evaluation: { slices: [{ name: a, where: { b: { max: 3 } } }] }")));
        Assert.Equal(3, again.Evaluation!.Slices[0].Where["b"].Max);
    }

    [Theory]
    [InlineData("{ minimumRows: 10 }", "YAML_OUT_OF_RANGE", "evaluation.minimumRows")]
    [InlineData("{ discover: perhaps }", "YAML_WRONG_TYPE", "evaluation.discover")]
    [InlineData("{ discover: false, maxSlices: 5 }", "YAML_CONTRADICTION", "evaluation.maxSlices")]
    [InlineData("{ maxSlices: 0 }", "YAML_OUT_OF_RANGE", "evaluation.maxSlices")]
    [InlineData("{ slices: [{ name: a }] }", "YAML_MISSING_KEY", "evaluation.slices.where")]
    [InlineData("{ slices: [{ where: { b: c } }] }", "YAML_MISSING_KEY", "evaluation.slices.name")]
    [InlineData("{ slices: [{ name: a, where: { b: c } }, { name: a, where: { b: d } }] }", "YAML_CONTRADICTION", "evaluation.slices.name")]
    [InlineData("{ slices: [{ name: a, where: {} }] }", "YAML_OUT_OF_RANGE", "evaluation.slices.where")]
    [InlineData("{ slices: [{ name: a, where: { b: [] } }] }", "YAML_OUT_OF_RANGE", "evaluation.slices.where.b")]
    [InlineData("{ slices: [{ name: a, where: { b: {} } }] }", "YAML_MISSING_KEY", "evaluation.slices.where.b.min")]
    [InlineData("{ slices: [{ name: a, where: { b: { max: 3, below: 4 } } }] }", "YAML_CONTRADICTION", "evaluation.slices.where.b.below")]
    [InlineData("{ slices: [{ name: a, where: { b: { min: 3, below: 3 } } }] }", "YAML_CONTRADICTION", "evaluation.slices.where.b.min")]
    [InlineData("{ slices: [{ name: a, where: { b: { min: old } } }] }", "YAML_WRONG_TYPE", "evaluation.slices.where.b.min")]
    [InlineData("{ slices: [{ name: a, where: { b: { from: 3, min: 1 } } }] }", "YAML_UNKNOWN_KEY", "evaluation.slices.where.b.from")]
    [InlineData("{ slices: [{ name: a, where: { y: 3 } }] }", "YAML_CONTRADICTION", "evaluation.slices.where.y")]
    [InlineData("{ slices: [a] }", "YAML_WRONG_TYPE", "evaluation.slices")]
    public void Each_mistake_has_its_code_and_place(string evaluation, string code, string field)
    {
        var problem = Assert.Single(Invalid($"evaluation: {evaluation}"));
        Assert.Equal((code, field, 9), (problem.Code, problem.Column, problem.Line));
    }

    [Fact]
    public void A_slice_must_fit_the_columns_of_the_file()
    {
        var spec = Valid("evaluation: { slices: [{ name: a, where: { colour: { min: 3 }, colur: red } }, { name: b, where: { colour: [pink, red] } }] }");
        var colours = new CategoryColumn("colour", ColumnKind.Category, [.. Enumerable.Range(0, 100).Select(row => row % 2)], ["blue", "red"]);
        var y = new NumberColumn("y", ColumnKind.Number, [.. Enumerable.Range(0, 100).Select(row => (double)row)]);
        var problems = TrainingReadiness.Check(spec, new Table([colours, y]), "f.csv").Where(problem => problem.Column is "colour" or "colur").ToArray();
        Assert.Equal(
            [("MISSING_COLUMN", Severity.Error), ("SLICE_UNUSABLE", Severity.Error), ("SLICE_UNUSABLE", Severity.Warning)],
            problems.Select(problem => (problem.Code, problem.Severity)));
        Assert.Contains("Did you mean 'colour'?", problems[0].Message, StringComparison.Ordinal);
        Assert.Contains("'pink'", problems[2].Message, StringComparison.Ordinal);
    }

    private static PipelineSpec Valid(string rest) => Assert.IsType<SpecOutcome.Valid>(PipelineYaml.Parse(Least + rest, "pipeline.yaml")).Spec;

    private static IReadOnlyList<Problem> Invalid(string rest) =>
        Assert.IsType<SpecOutcome.Invalid>(PipelineYaml.Parse(Least + rest, "pipeline.yaml")).Problems;
}
