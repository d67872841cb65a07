using System.Xml.Linq;
using ServerlessMlops.Pipeline.Approval;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pages.Tests;

public sealed class ApprovalPageTests
{
    [Fact]
    public async Task The_verdict_comes_first()
    {
        var main = Documents.Parse(await ApprovalPage.RenderAsync(Samples.ApprovalPage())).Descendants("main").Single();
        var first = main.Elements().Skip(1).First();
        Assert.StartsWith("All 3 gates passed.", first.Value.Trim(), StringComparison.Ordinal);
        Assert.Contains("demographic parity difference by Age 0.158 (95 % interval 0.095 to 0.221)", first.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gate_that_did_not_pass_is_named_in_the_verdict()
    {
        var failed = Samples.Evaluation.Gates[0] with { Outcome = GateOutcome.NotMeasured, Reason = "auc was not measured" };
        var model = Samples.ApprovalPage() with { Evaluation = Samples.Evaluation with { Gates = [failed, .. Samples.Evaluation.Gates.Skip(1)] } };
        Assert.Contains("1 of 3 gates did not pass: auc ≥ 0.75.", await ApprovalPage.RenderAsync(model), StringComparison.Ordinal);
    }

    [Fact]
    public async Task How_it_decides_is_shown_and_a_limit_that_was_not_kept_is_said()
    {
        var html = Documents.Parse(await ApprovalPage.RenderAsync(Samples.ApprovalPage())).ToString();
        Assert.Contains("The least false positive rate with recall ≥ 0.45 on the validation part.", html, StringComparison.Ordinal);
        Assert.Contains("not measured: there are no such rows", html, StringComparison.Ordinal);

        var missed = Samples.Evaluation with { Decision = Samples.Evaluation.Decision! with { NotMet = "No threshold has precision ≥ 0.9." } };
        var page = Documents.Parse(await ApprovalPage.RenderAsync(Samples.ApprovalPage() with { Evaluation = missed }));
        Assert.Single(page.Descendants("p"), p => p.Value == "No threshold has precision ≥ 0.9.");
    }

    [Fact]
    public async Task What_sets_hold_is_said_beside_what_they_were_asked_to()
    {
        const string Asked = "Each prediction carries a set of classes meant to hold the truth in 90.0 % of rows, from 668 validation rows that also picked the model.";
        var page = Documents.Parse(await ApprovalPage.RenderAsync(Samples.ApprovalPage()));
        Assert.Equal($"{Asked} On the test part 90.8 % did.", page.Descendants("p").Single(p => p.Attribute("id")?.Value == "coverage").Value);

        var none = Samples.Evaluation with { Conformal = new ConformalReach(0.9, null, 4, "4 rows are too few for a chance of 0.9") };
        Assert.Contains(
            "Predictions carry no set of classes: 4 rows are too few for a chance of 0.9.",
            await ApprovalPage.RenderAsync(Samples.ApprovalPage() with { Evaluation = none }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_form_carries_the_digest_and_the_seal_and_posts_a_vote()
    {
        var form = Documents.Parse(await ApprovalPage.RenderAsync(Samples.ApprovalPage())).Descendants("form").Single();
        Assert.Equal("post", form.Attribute("method")!.Value);
        Assert.Equal($"/api/approvals/{Samples.RunId}/votes", form.Attribute("action")!.Value);
        Assert.Equal(Samples.Request.Digest, Field(form, "digest"));
        Assert.Equal("seal-0123", Field(form, "antiForgery"));
        Assert.Equal(["approve", "reject"], form.Descendants("input").Where(i => i.Attribute("type")?.Value == "radio").Select(i => i.Attribute("value")!.Value));
        Assert.NotNull(form.Descendants("textarea").Single().Attribute("required"));
    }

    [Fact]
    public async Task Neither_choice_is_made_beforehand()
    {
        var html = await ApprovalPage.RenderAsync(Samples.ApprovalPage());
        Assert.DoesNotContain("checked", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_may_not_vote_sees_why_and_no_form()
    {
        Admission[] refusals =
        [
            new Admission.RoleMissing(["Approver"]),
            new Admission.SubmitterMayNotVote("dana@example.org"),
            new Admission.AlreadyVoted(Samples.Approval),
            new Admission.Decided(new ApprovalDecision.Rejected(Samples.Approval)),
            new Admission.Late(Samples.Now),
        ];
        foreach (var refusal in refusals)
        {
            var page = Documents.Parse(await ApprovalPage.RenderAsync(Samples.ApprovalPage(refusal)));
            Assert.Empty(page.Descendants("form"));
            Assert.Single(page.Descendants("p"), p => p.Attribute("class")?.Value == "banner wait");
        }
    }

    [Fact]
    public async Task A_measure_that_is_missing_says_why_and_no_page_says_nan()
    {
        var html = await ApprovalPage.RenderAsync(Samples.ApprovalPage());
        Assert.Contains("not measured: no row was predicted positive", html, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Groups_stand_with_their_sizes()
    {
        var page = Documents.Parse(await ApprovalPage.RenderAsync(Samples.ApprovalPage()));
        var table = page.Descendants("table").Single(t => t.Element("caption")!.Value == "Groups of Age in the test part");
        var row = table.Descendants("tr").Single(r => r.Element("th")?.Value == "<30");
        Assert.Equal(["341", "118", "0.285", "0.517", "0.161", "0.727"], row.Elements("td").Take(6).Select(c => c.Value.Trim()));
    }

    private static string Field(XElement form, string name) =>
        form.Descendants("input").Single(i => i.Attribute("name")?.Value == name).Attribute("value")!.Value;
}
