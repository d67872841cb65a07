using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Pipeline.Tests.Card;

public sealed class CardSectionTests
{
    private const string Head = """
        model: m
        owner: olga@example.org
        purpose: To test.
        riskClass: minimal
        licence: MIT
        legalBasis: consent
        task: regression
        target: y

        """;

    [Fact]
    public void What_the_owner_says_is_read_and_the_rest_stays_a_gap()
    {
        var outcome = PipelineYaml.Parse(Head + "card:\n  intendedUsers: Engineers.\n  limitations: |\n    Not above\n    40 degrees.\n  contact:\n", "pipeline.yaml");
        var spec = Assert.IsType<SpecOutcome.Valid>(outcome).Spec;
        Assert.Equal(new CardSpec { IntendedUsers = "Engineers.", Limitations = "Not above\n40 degrees." }, spec.Card);
    }

    [Fact]
    public void Every_mistake_is_named_with_its_line_at_once()
    {
        var outcome = PipelineYaml.Parse(Head + "card:\n  users: Engineers.\n  contact: TO CONFIRM\n  maintenance: [a]\n", "pipeline.yaml");
        var problems = Assert.IsType<SpecOutcome.Invalid>(outcome).Problems;
        Assert.Equal([10, 11, 12], problems.Where(problem => problem.Severity == Severity.Error).Select(problem => problem.Line).Order());
        Assert.Contains(problems, problem => problem.Code == YamlCodes.ToConfirm && problem.Column == "card.contact");
    }

    [Fact]
    public void Without_the_section_nothing_is_said() =>
        Assert.Null(Assert.IsType<SpecOutcome.Valid>(PipelineYaml.Parse(Head, "pipeline.yaml")).Spec.Card);
}
