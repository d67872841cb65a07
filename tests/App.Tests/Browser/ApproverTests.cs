using Microsoft.Playwright;

namespace ServerlessMlops.App.Tests.Browser;

public sealed class ApproverTests(RunningApp app, Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public async Task An_approver_follows_a_link_signs_in_reads_and_votes_without_any_script()
    {
        await using var window = await chromium.OpenAsync(app.Client.Address, o => o.JavaScriptEnabled = false);
        var run = await WaitingModel.MakeAsync(app.Client, "browser-vote");
        var page = await window.NewPageAsync();

        await page.GotoAsync($"approvals/{run.ApprovalRequestId}");
        Assert.EndsWith($"/api/sign-in?return=%2Fapi%2Fapprovals%2F{run.ApprovalRequestId}", page.Url, StringComparison.Ordinal);
        await page.GetByLabel("One-time code").FillAsync(await Identity.Browser.CodeAsync(app.Client, AppClient.Amal));
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();

        Assert.EndsWith($"/api/approvals/{run.ApprovalRequestId}", page.Url, StringComparison.Ordinal);
        Assert.StartsWith("For 1 of 3 gates", await page.Locator(".banner").First.InnerTextAsync(), StringComparison.Ordinal);
        await page.GetByLabel("Approve the release").CheckAsync();
        await page.GetByLabel("Reason").FillAsync("The gates hold, and the groups are large enough.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Cast the vote" }).ClickAsync();

        Assert.EndsWith($"/api/approvals/{run.ApprovalRequestId}", page.Url, StringComparison.Ordinal);
        Assert.True(await page.GetByText("You have voted to approve. A vote stands.").IsVisibleAsync());
        Assert.Equal(0, await page.Locator("form").CountAsync());
        using var amal = await app.Client.AsAsync(AppClient.Amal);
        var votes = (await AppClient.ReadAsync(await amal.GetAsync($"approvals/{run.ApprovalRequestId}"))).GetProperty("votes");
        Assert.Equal("The gates hold, and the groups are large enough.", Assert.Single(votes.EnumerateArray()).GetProperty("reason").GetString());
    }

    [Fact]
    public async Task A_page_of_another_site_cannot_vote_for_a_signed_in_approver()
    {
        var run = await WaitingModel.MakeAsync(app.Client, "browser-forged");
        await using var window = await chromium.OpenAsync(app.Client.Address);
        var page = await window.NewPageAsync();
        await page.GotoAsync("sign-in");
        await page.GetByLabel("One-time code").FillAsync(await Identity.Browser.CodeAsync(app.Client, AppClient.Amal));
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        using var amal = await app.Client.AsAsync(AppClient.Amal);
        var request = await AppClient.ReadAsync(await amal.GetAsync($"approvals/{run.ApprovalRequestId}"));

        var evil = await window.NewPageAsync();
        await evil.RouteAsync("http://evil.example/", route => route.FulfillAsync(new()
        {
            ContentType = "text/html",
            Body = $"""
                <form method="post" action="{new Uri(app.Client.Address, $"/api/approvals/{run.ApprovalRequestId}/votes")}">
                <input name="choice" value="approve"><input name="reason" value="x">
                <input name="digest" value="{request.GetProperty("request").GetProperty("digest").GetString()}"><button>Win a prize</button></form>
                """,
        }));
        await evil.GotoAsync("http://evil.example/");
        var answer = await evil.RunAndWaitForResponseAsync(() => evil.GetByRole(AriaRole.Button).ClickAsync(), r => r.Url.EndsWith("/votes", StringComparison.Ordinal));

        Assert.Contains(answer.Status, new[] { 401, 403 });
        Assert.Empty((await AppClient.ReadAsync(await amal.GetAsync($"approvals/{run.ApprovalRequestId}"))).GetProperty("votes").EnumerateArray());
    }
}
