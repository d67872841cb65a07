using Microsoft.Playwright;

namespace ServerlessMlops.App.Tests.Browser;

/// <summary>Pictures of what the tests saw, in the folder that MLOPS_SCREENSHOTS names; none where it names none.</summary>
internal static class Screenshots
{
    /// <summary>The page as it comes out of a printer.</summary>
    public static async Task PrintAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("MLOPS_SCREENSHOTS") is { Length: > 0 } folder)
        {
            await page.PdfAsync(new() { Path = Path.Combine(folder, $"{name}.pdf"), Format = "A4", PreferCSSPageSize = true });
        }
    }

    public static async Task TakeAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("MLOPS_SCREENSHOTS") is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png"), FullPage = true });
        }
    }
}
