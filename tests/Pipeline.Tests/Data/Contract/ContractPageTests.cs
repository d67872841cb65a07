using System.Text.RegularExpressions;

namespace ServerlessMlops.Pipeline.Tests.Data;

public partial class ContractPageTests
{
    [Theory]
    [InlineData("docs/contract.md", 4)]
    [InlineData("docs/personal-data.md", 1)]
    public void Every_example_on_the_page_is_read_without_a_warning(string page, int count)
    {
        var examples = Example().Matches(File.ReadAllText(Csv.RepositoryPath(page))).Select(match => match.Groups[1].Value).ToArray();
        Assert.Equal(count, examples.Length);
        Assert.All(examples, example => Assert.Empty(Contracts.Warnings(example)));
    }

    [GeneratedRegex("```yaml\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();
}
