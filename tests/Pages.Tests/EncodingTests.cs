using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using ServerlessMlops.Pipeline.Contracts;

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
    public async Task Every_page_says_its_own_policy_and_those_that_are_kept_forbid_forms_too()
    {
        foreach (var (name, html) in await Documents.WithAsync("plain"))
        {
            var root = Documents.Parse(html);
            var policy = root.Descendants("meta").Single(meta => meta.Attribute("http-equiv") is not null).Attribute("content")!.Value;
            Assert.Equal(name is "receipt" or "specification" or "kept-card" ? PagePolicy.Kept : PagePolicy.Served, policy);
            var sheet = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(root.Descendants("style").Single().Value)));
            Assert.Contains($"style-src 'sha256-{sheet}'", policy, StringComparison.Ordinal);
            Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("https://mlops.example.org/api/runs/1", true)]
    [InlineData("http://127.0.0.1:7071/api/runs/1", true)]
    [InlineData("/api/runs/1", false)]
    [InlineData("javascript:alert(1)", false)]
    [InlineData("data:text/html,x", false)]
    [InlineData("//example.org/x", false)]
    public async Task A_receipt_links_to_its_run_only_where_the_address_leads_to_a_host(string address, bool isLink)
    {
        var root = Documents.Parse(await ReceiptPage.RenderAsync(Samples.Receipt with { RunPage = address }));
        Assert.Equal(isLink, root.Descendants("a").Any(link => link.Attribute("href")!.Value == address));
        Assert.Contains(address, root.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_receipt_tells_how_far_each_gate_is_from_its_limit_and_what_people_have_decided()
    {
        var decided = new ReceiptDecision(ApprovalState.Open, 1, 2, Samples.Now, null);
        var gates = new[]
        {
            new GateResult("auc ≥ 0.75", GateOutcome.Pass, 0.8, 0.75, null, "It is."),
            new GateResult("log_loss ≤ 0.5", GateOutcome.Fail, 0.62, null, 0.5, "It is not."),
            new GateResult("f1 ≥ 0.5", GateOutcome.NotMeasured, null, 0.5, null, "No rows."),
        };
        var receipt = Samples.Receipt with { Decision = decided, Evaluation = Samples.Evaluation with { Gates = gates } };
        var text = Documents.Parse(await ReceiptPage.RenderAsync(receipt)).Value;
        Assert.Contains("+0.050", text, StringComparison.Ordinal);
        Assert.Contains("−0.120", text, StringComparison.Ordinal);
        Assert.Contains("1 of 2 approvals", text, StringComparison.Ordinal);
        Assert.Null(gates[2].Distance);
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
