using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Pipeline.Tests.Data.PolicyFile;

public class PolicyYamlTests
{
    private const string Head = "policy: lending\nversion: 2\nowner: rena@example.org\n";

    [Fact]
    public void Every_key_is_read()
    {
        var policy = Valid(Head + """
            clause: EU AI Act, article 10
            appliesTo: { models: [credit-*, loans], riskClass: [high], task: [binary, regression] }
            gates:
              - { metric: auc, min: 0.7 }
              - { disparity: equalized_odds_difference, attribute: Age, max: 0.2 }
            licences: [MIT]
            approval: { quorum: 3, deadline: 7d }
            """);
        Assert.Equal(("lending", 2, "rena@example.org", "EU AI Act, article 10"), (policy.Name, policy.Version, policy.Owner, policy.Clause));
        Assert.Equal(["credit-*", "loans"], policy.AppliesTo.Models);
        Assert.Equal([ModelTask.Binary, ModelTask.Regression], policy.AppliesTo.Tasks);
        Assert.Equal([new() { Metric = "auc", Min = 0.7 }, new() { Disparity = "equalized_odds_difference", Attribute = "Age", Max = 0.2 }], policy.Gates);
        Assert.Equal((3, 168.0), (policy.Quorum, policy.DeadlineHours));
    }

    [Fact]
    public void Every_mistake_is_named_at_once_with_its_place()
    {
        var problems = Invalid("policy: other\nversion: 0\ngates: [{ metric: aux, min: 0.7 }]\nappliesTo: { models: ['*x'], riskClass: [huge] }\nfoo: 1\napproval: { quorum: 1, deadline: 1y }\n");
        Assert.Equal(
            [("YAML_CONTRADICTION", "policy", 1), ("YAML_MISSING_KEY", "owner", 1), ("YAML_OUT_OF_RANGE", "version", 2), ("YAML_UNKNOWN_VALUE", "gates.metric", 3),
             ("YAML_OUT_OF_RANGE", "appliesTo.models", 4), ("YAML_UNKNOWN_VALUE", "appliesTo.riskClass", 4), ("YAML_UNKNOWN_KEY", "foo", 5),
             ("YAML_OUT_OF_RANGE", "approval.quorum", 6), ("YAML_WRONG_TYPE", "approval.deadline", 6)],
            problems.Select(problem => (problem.Code, problem.Column ?? "", problem.Line ?? 0)).OrderBy(one => one.Item3).ThenBy(one => one.Item2 == "policy" ? 0 : 1).ThenBy(one => one.Item2 == "owner" ? 0 : 1));
    }

    [Theory]
    [InlineData("policy: lending\nversion: 1\nowner: rena@example.org\n")]
    [InlineData("policy: lending\nversion: 1\nowner: rena@example.org\nappliesTo: { task: [binary] }\n")]
    public void A_policy_that_asks_nothing_is_a_mistake(string text) => Assert.Contains(Invalid(text), problem => problem.Code == "YAML_MISSING_KEY");

    private static OrganisationPolicy Valid(string text) => Assert.IsType<PolicyOutcome.Valid>(PolicyYaml.Parse(text, "policies/lending.yaml")).Policy;

    private static IReadOnlyList<Problem> Invalid(string text) => Assert.IsType<PolicyOutcome.Invalid>(PolicyYaml.Parse(text, "policies/lending.yaml")).Problems;
}
