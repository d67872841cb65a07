using System.Xml.Linq;

namespace ServerlessMlops.Pages.Tests;

public sealed class EncodingTests
{
    // Breaks out of text, of an attribute in either quotes, of an address, and of a comment, where nothing stops it.
    private const string Attack = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>--><svg/onload=alert(1)>javascript:alert(1)";

    [Fact]
    public async Task No_text_in_any_record_becomes_markup_on_any_page()
    {
        foreach (var (name, html) in await Documents.WithAsync(Attack))
        {
            var root = Documents.Parse(html);
            var elements = root.DescendantsAndSelf().ToList();
            Assert.True(elements.All(e => e.Name.LocalName is not ("script" or "img" or "iframe" or "object")), name);
            Assert.True(elements.Attributes().All(a => !a.Name.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase)), name);
            Assert.True(elements.Attributes("style").All(_ => false), $"{name} has an inline style, which the policy forbids");
            Assert.Contains("&lt;script&gt;", html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Addresses_lead_to_paths_of_ours_whatever_a_name_holds()
    {
        foreach (var (name, html) in (await Documents.WithAsync(Attack)).Where(p => p.Key != "sign-in"))
        {
            var addresses = Documents.Parse(html).Descendants().Attributes().Where(a => a.Name.LocalName is "href" or "action" or "src");
            Assert.True(addresses.All(a => a.Value.StartsWith("/api/", StringComparison.Ordinal) || a.Value is "#main" or "#vote" or "data:,"), name);
        }
    }

    [Fact]
    public async Task Every_page_is_well_formed()
    {
        foreach (var (_, html) in await Documents.WithAsync("plain"))
        {
            Assert.Equal("html", Documents.Parse(html).Name.LocalName);
        }
    }

    [Fact]
    public async Task Letters_of_other_scripts_stay_letters()
    {
        var html = await ReceiptPage.RenderAsync(Samples.Faulty with { Verdict = "Größe ≥ 3, 価格, цена" });
        Assert.Contains("Größe ≥ 3, 価格, цена", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_record_gives_the_same_text() =>
        Assert.Equal(await ApprovalPage.RenderAsync(Samples.ApprovalPage()), await ApprovalPage.RenderAsync(Samples.ApprovalPage()));
}
