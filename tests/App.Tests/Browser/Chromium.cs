using Microsoft.Playwright;

namespace ServerlessMlops.App.Tests.Browser;

/// <summary>The Chromium of this machine. A test that lacks it is skipped, and fails where CI=true.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Places =
    [
        "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", @"C:\Program Files\Google\Chrome\Application\chrome.exe",
    ];

    private IPlaywright? playwright;

    private IBrowser? browser;

    public async ValueTask InitializeAsync()
    {
        if (Places.FirstOrDefault(File.Exists) is { } program)
        {
            playwright = await Playwright.CreateAsync();
            browser = await playwright.Chromium.LaunchAsync(new()
            {
                ExecutablePath = program,
                Args = OperatingSystem.IsLinux() && Environment.UserName == "root" ? ["--no-sandbox"] : [],
            });
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
    }

    /// <summary>A window without cookies.</summary>
    public Task<IBrowserContext> OpenAsync(Uri address, Action<BrowserNewContextOptions>? with = null)
    {
        Lacking.Unless(browser is not null, "No Chromium or Chrome was found: apt-get install chromium.");
        var options = new BrowserNewContextOptions { BaseURL = new Uri(address, "/api/").ToString() };
        with?.Invoke(options);
        return browser!.NewContextAsync(options);
    }
}
