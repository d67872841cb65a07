using ServerlessMlops.Pipeline.Card;
using YamlDotNet.RepresentationModel;

namespace ServerlessMlops.Pipeline.Tests.Card;

public sealed class CardMarkdownTests
{
    [Fact]
    public void The_front_matter_is_what_the_hub_reads()
    {
        var header = Header(CardSamples.Binary);
        Assert.Equal("cc-by-4.0", Text(header, "license"));
        Assert.Equal("tabular-classification", Text(header, "pipeline_tag"));
        var index = (YamlMappingNode)((YamlSequenceNode)header["model-index"]).Single();
        Assert.Equal("credit-risk@3", Text(index, "name"));
        var result = (YamlMappingNode)((YamlSequenceNode)index["results"]).Single();
        Assert.Equal("tabular-classification", Text((YamlMappingNode)result["task"], "type"));
        Assert.Equal(CardSamples.Binary.Record.Dataset, Text((YamlMappingNode)result["dataset"], "revision"));
        var metrics = ((YamlSequenceNode)result["metrics"]).Cast<YamlMappingNode>().ToDictionary(metric => Text(metric, "type"), metric => Text(metric, "value"));
        var auc = CardSamples.Binary.Evaluation.Metrics.Single(measure => measure.Name == "auc").Value!.Value;
        Assert.Equal(auc.ToString("R", System.Globalization.CultureInfo.InvariantCulture), metrics["roc_auc"]);
    }

    [Fact]
    public void A_licence_that_the_hub_has_no_name_for_is_other_with_its_name()
    {
        var header = Header(CardSamples.Regression);
        Assert.Equal(("other", "our own"), (Text(header, "license"), Text(header, "license_name")));
        Assert.Equal("tabular-regression", Text(header, "pipeline_tag"));
    }

    [Fact]
    public void What_people_wrote_stays_text()
    {
        var lines = CardMarkdown.Of(CardSamples.Binary).Split('\n');
        Assert.Contains("- **Intended users:** Clerks \\| &lt;b&gt;trained&lt;/b&gt; \"on\" it: \\*yes\\* \\# no heading", lines);
        Assert.DoesNotContain("# no heading", lines);
        Assert.Contains("| Home | category | – | 0.0 % | how \\| they live |", lines);
    }

    [Fact]
    public void Gaps_are_counted_at_the_top_and_shown_in_their_place()
    {
        var text = CardMarkdown.Of(CardSamples.Binary);
        Assert.Contains($"> **{CardSamples.Binary.Gaps.Count} gaps:** Out of scope; Limitations; Lifetime and upkeep; Contact; Purpose (data)", text, StringComparison.Ordinal);
        Assert.Contains("- **Contact:** *Not stated by the owner.*", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_duty_of_article_13_has_a_section_and_a_gap_is_said_there_too()
    {
        var sections = InstructionsForUse.Of(CardSamples.Regression);
        foreach (var clause in new[] { "13(3)(a)", "(b)(i)", "(b)(ii)", "(b)(iii)", "(b)(iv)", "(b)(v)", "(b)(vi)", "(vii)", "(c)", "(d)", "(e)", "(f)" })
        {
            Assert.Contains(sections, section => section.Clause.Contains(clause, StringComparison.Ordinal));
        }

        Assert.All(sections, section => Assert.NotEmpty(section.Lines));
        Assert.Contains($"Contact: {InstructionsForUse.NotStated}", sections[0].Lines);
        Assert.Contains(sections.SelectMany(section => section.Lines), line => line.Contains("none was compared", StringComparison.Ordinal));
    }

    private static YamlMappingNode Header(ModelCard card)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(CardMarkdown.Of(card).Split("---\n")[1]));
        return (YamlMappingNode)stream.Documents.Single().RootNode;
    }

    private static string Text(YamlMappingNode map, string key) => ((YamlScalarNode)map[key]).Value!;
}
