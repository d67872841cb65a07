using System.Text.RegularExpressions;

namespace ServerlessMlops.Pipeline.Tests.Data;

public partial class ContractPageTests
{
    [Fact]
    public void Every_example_on_the_page_is_read_without_a_warning()
    {
        var examples = Example().Matches(File.ReadAllText(Csv.RepositoryPath("docs/contract.md"))).Select(match => match.Groups[1].Value)
            .ToArray();
        Assert.Equal(4, examples.Length);
        Assert.All(examples, example => Assert.Empty(Contracts.Warnings(example)));
    }

    [GeneratedRegex("```yaml\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();
}
