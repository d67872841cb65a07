using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace ServerlessMlops.App.Tests.Browser;

public sealed class EveryPageTests(RunningApp app, Chromium chromium, WaitingModel waiting, LiveModel live)
    : IClassFixture<Chromium>, IClassFixture<WaitingModel>, IClassFixture<LiveModel>
{
    [Theory]
    [InlineData(1100, ColorScheme.Light)]
    [InlineData(1100, ColorScheme.Dark)]
    [InlineData(390, ColorScheme.Light)]
    public async Task Axe_finds_nothing_serious_and_nothing_runs_off_the_screen(int width, ColorScheme scheme)
    {
        await using var window = await chromium.OpenAsync(app.Client.Address, o =>
        {
            o.ViewportSize = new() { Width = width, Height = 900 };
            o.ColorScheme = scheme;
            o.BypassCSP = true; // so that axe may run in the page
        });
        var page = await SignedInAsync(window);
        foreach (var (name, path) in Paths())
        {
            await page.GotoAsync(path);
            await page.EvaluateAsync("document.querySelectorAll('details').forEach(one => one.open = true)");
            await Screenshots.TakeAsync(page, $"{name}-{width}-{scheme}");
            await Screenshots.PrintAsync(page, $"{name}-{width}-{scheme}");
            var found = (await page.RunAxe()).Violations.Where(v => v.Impact is "serious" or "critical").Select(v => $"{name}: {v.Id}, {v.Help}: {v.Nodes[0].Html}");
            Assert.Empty(found);
            Assert.Equal(width, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        }
    }

    [Fact]
    public async Task The_browser_finds_nothing_that_the_policy_forbids_and_asks_for_nothing_else()
    {
        await using var window = await chromium.OpenAsync(app.Client.Address);
        var page = await SignedInAsync(window);
        var complaints = new List<string>();
        // That a page which does not exist answers 404 is said by the browser too, and is no complaint.
        page.Console += (_, message) => complaints.AddRange(message.Text.Contains("404 (Not Found)", StringComparison.Ordinal) ? [] : [message.Text]);
        foreach (var (name, path) in Paths())
        {
            var asked = new List<string>();
            void Note(object? sender, IRequest request) => asked.Add(request.Url);
            page.Request += Note;
            await page.GotoAsync(path);
            page.Request -= Note;
            Assert.True(complaints.Count == 0, $"{name}: {string.Join("; ", complaints)}");
            Assert.All(asked, url => Assert.True(url.EndsWith(path, StringComparison.Ordinal) || url == "data:,", url));
            Assert.Equal("0px", await page.EvaluateAsync<string>("getComputedStyle(document.body).marginLeft")); // by the sheet; else 8
        }
    }

    private async Task<IPage> SignedInAsync(IBrowserContext window)
    {
        var page = await window.NewPageAsync();
        await page.GotoAsync("sign-in?return=/api/approvals");
        await page.GetByLabel("One-time code").FillAsync(await Identity.Browser.CodeAsync(app.Client, AppClient.Bo));
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        return page;
    }

    private (string Name, string Path)[] Paths() =>
    [
        ("sign-in", "sign-in"), ("sign-out", "sign-out"), ("approvals", "approvals"), ("approval", $"approvals/{waiting.Run.ApprovalRequestId}"),
        ("runs", "runs"), ("run", $"runs/{waiting.Run.Request.RunId}"), ("receipt", $"runs/{waiting.Run.Request.RunId}/receipt"),
        ("models", "models"), ("model", $"models/{live.Name}"), ("card", $"models/{live.Name}/versions/1/card"), ("candidate-card", $"approvals/{waiting.Run.ApprovalRequestId}/card"), ("problem", "runs/00000000000000000000000000000000"),
    ];
}
