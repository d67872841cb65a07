using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace ServerlessMlops.Pages.Tests;

public sealed partial class AccessibilityTests
{
    [Fact]
    public async Task Each_page_has_one_heading_of_the_first_level_one_main_and_a_skip_link()
    {
        foreach (var (name, html) in await Documents.WithAsync("plain"))
        {
            var root = Documents.Parse(html);
            Assert.True(root.Descendants("h1").Count() == 1, name);
            Assert.Equal("main", root.Descendants("main").Single().Attribute("id")!.Value);
            Assert.Equal("#main", root.Descendants("a").First().Attribute("href")!.Value);
            Assert.Equal("en", root.Attribute("lang")!.Value);
        }
    }

    [Fact]
    public async Task Every_table_has_a_caption_and_headers_that_say_what_they_head()
    {
        foreach (var (name, html) in await Documents.WithAsync("plain"))
        {
            foreach (var table in Documents.Parse(html).Descendants("table"))
            {
                Assert.NotEmpty(table.Element("caption")!.Value.Trim());
                Assert.True(table.Descendants("th").All(th => th.Attribute("scope")?.Value is "col" or "row"), name);
                Assert.True(table.Element("tbody")!.Elements("tr").All(row => row.Elements("th").Count() == 1), name);
            }
        }
    }

    [Fact]
    public async Task Every_field_that_is_seen_has_a_label()
    {
        foreach (var (_, html) in await Documents.WithAsync("plain"))
        {
            var root = Documents.Parse(html);
            var fields = root.Descendants().Where(e => e.Name.LocalName is "input" or "textarea" && e.Attribute("type")?.Value != "hidden");
            Assert.All(fields, field => Assert.True(
                field.Ancestors("label").Any() || root.Descendants("label").Any(l => l.Attribute("for")?.Value == field.Attribute("id")?.Value)));
        }
    }

    [Fact]
    public async Task Ids_are_unique()
    {
        foreach (var (name, html) in await Documents.WithAsync("plain"))
        {
            var ids = Documents.Parse(html).Descendants().Attributes("id").Select(a => a.Value).ToList();
            Assert.True(ids.Distinct().Count() == ids.Count, name);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Text_stands_out_from_its_background_by_4_5_to_1(bool dark)
    {
        var colours = Colours(dark);
        (string Text, string Back)[] pairs =
        [
            ("text", "back"), ("text", "raised"), ("muted", "back"), ("muted", "raised"), ("link", "back"), ("link", "raised"),
            ("good", "good-back"), ("bad", "bad-back"), ("wait", "wait-back"),
            ("text", "good-back"), ("text", "bad-back"), ("text", "wait-back"),
            ("button-text", "button"), ("danger-text", "danger"),
        ];
        Assert.All(pairs, pair => Assert.True(Contrast(colours[pair.Text], colours[pair.Back]) >= 4.5, $"{pair}: {Contrast(colours[pair.Text], colours[pair.Back]):0.00}"));
    }

    private static Dictionary<string, string> Colours(bool dark)
    {
        var blocks = Stylesheet.Text.Split("@media screen and (prefers-color-scheme: dark)");
        return Colour().Matches(dark ? blocks[1] : blocks[0]).ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value);
    }

    // WCAG 2.2, relative luminance and contrast ratio.
    private static double Contrast(string one, string other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(string hex)
    {
        var parts = new[] { 0, 2, 4 }.Select(i => int.Parse(hex.AsSpan(i, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0);
        var linear = parts.Select(c => c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4)).ToArray();
        return (0.2126 * linear[0]) + (0.7152 * linear[1]) + (0.0722 * linear[2]);
    }

    [GeneratedRegex("--([a-z-]+): #([0-9a-f]{6})")]
    private static partial Regex Colour();
}
