using System.Xml.Linq;

namespace ServerlessMlops.Pages.Tests;

public sealed class CardPageTests
{
    [Fact]
    public async Task Gaps_are_counted_at_the_top_and_said_in_their_place()
    {
        var page = await PageAsync();
        Assert.StartsWith("7 gaps.", page.Descendants("p").First(p => p.Attribute("class")?.Value.StartsWith("banner", StringComparison.Ordinal) == true).Value.Trim(), StringComparison.Ordinal);
        Assert.Equal("Not stated by the owner.", After(page, "Intended users"));
        Assert.Equal("credit@example.org", After(page, "Contact"));
    }

    [Fact]
    public async Task Measures_curves_groups_versions_and_reasons_are_drawn_without_a_script()
    {
        var page = await PageAsync();
        Assert.Empty(page.Descendants("script"));
        var drawn = page.Descendants("svg").Select(svg => svg.Attribute("aria-label")?.Value ?? "").ToList();
        Assert.Contains("True positive rate at a false positive rate of 0.1: 0.520; at 0.2: 0.520; at 0.5: 0.810.", drawn);
        Assert.Contains(drawn, label => label.StartsWith("Precision at a recall of 0.2: 0.900; at 0.5: 0.900; at 0.8: 0.640.", StringComparison.Ordinal));
        Assert.Contains(drawn, label => label.StartsWith("Each dot is the median error of about 51 rows", StringComparison.Ordinal));
        foreach (var id in new[] { "statements", "gates", "measures", "contest", "disparities", "features", "inputs", "datasheet", "instructions", "record" })
        {
            Assert.Single(page.Descendants("h2"), title => title.Attribute("id")?.Value == id);
        }
    }

    [Fact]
    public async Task Inputs_say_what_was_seen_of_them_dates_as_dates()
    {
        var rows = (await PageAsync()).Descendants("tr").Where(row => row.Elements().Count() == 5).Select(row => row.Elements().Select(cell => cell.Value.Trim()).ToArray()).ToList();
        Assert.Contains(rows, row => row is ["Seniority", "number", "0.000 to 48.00", "0.0 %", "years in the job; required"]);
        Assert.Contains(rows, row => row is ["Opened", "date", "2022-01-08 to 2024-10-03", "1.0 %", "–"]);
    }

    [Fact]
    public async Task A_card_that_is_kept_as_a_file_leads_nowhere_and_asks_nothing()
    {
        var page = Documents.Parse(await CardPage.RenderAsync(new(CardSamples.Card)));
        Assert.Empty(page.Descendants("form"));
        Assert.All(page.Descendants("a"), link => Assert.StartsWith("#", link.Attribute("href")!.Value, StringComparison.Ordinal));
    }

    private static async Task<XElement> PageAsync() => Documents.Parse(await CardPage.RenderAsync(new(CardSamples.Card, "bo@example.org", "/api/models/credit-risk/versions/3/card")));

    private static string After(XElement page, string title) =>
        page.Descendants("dt").First(dt => dt.Value == title).ElementsAfterSelf("dd").First().Value.Trim();
}
