using System.Text;
using Microsoft.Playwright;
using ServerlessMlops.App.Tests.Drops;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.App.Tests.Browser;

/// <summary>A receipt as it is opened from storage or from a disk, where no server says what it may do.</summary>
public sealed class HostileReceiptTests(RunningApp app, Chromium chromium) : IClassFixture<Chromium>, IDisposable
{
    private const string Model = "hostile";
    private const string File = "\"><img src=x onerror=alert(1)>'=1+1.csv";

    private readonly string folder = Directory.CreateTempSubdirectory("mlops-receipt-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_receipt_of_hostile_names_and_cells_shows_them_and_does_nothing()
    {
        var html = await ReceiptAsync();
        await using var window = await chromium.OpenAsync(app.Client.Address);
        var page = await window.NewPageAsync();
        var seen = await OpenAsync(page, html);

        Assert.Empty(seen);
        Assert.Equal(0, await page.EvaluateAsync<int>("document.scripts.length + document.images.length + document.forms.length"));
        Assert.Equal("0px", await page.EvaluateAsync<string>("getComputedStyle(document.body).marginLeft")); // by the sheet; else 8
        var addresses = await page.EvaluateAsync<string[]>("[...document.querySelectorAll('[href]')].map(a => a.getAttribute('href'))");
        Assert.All(addresses, address => Assert.Contains(address, new[] { "#main", "data:," }));
        Assert.Contains(File, await page.InnerTextAsync("h1"), StringComparison.Ordinal);
        foreach (var name in new[] { "<script>alert(1)</script>", "=HYPERLINK(\"javascript:alert(1)\")", "+1", "-2", "@SUM(A1)" })
        {
            Assert.Contains(name, await page.InnerTextAsync("#columns ~ .scroll"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Were_a_value_ever_not_encoded_the_page_itself_would_forbid_what_it_does()
    {
        const string inserted = "<script>document.title='hit'</script><img src='http://127.0.0.1:9/x' onerror=\"document.title='hit'\">"
            + "<style>body{margin:99px}</style><iframe src='http://127.0.0.1:9/y'></iframe>";
        var html = (await ReceiptAsync()).Replace("</main>", $"{inserted}</main>", StringComparison.Ordinal);
        await using var window = await chromium.OpenAsync(app.Client.Address);
        var page = await window.NewPageAsync();
        var seen = await OpenAsync(page, html);

        Assert.DoesNotContain(seen, what => what.StartsWith("asked ", StringComparison.Ordinal));
        Assert.Contains(seen, what => what.Contains("Content Security Policy", StringComparison.Ordinal));
        Assert.NotEqual("hit", await page.TitleAsync());
        Assert.Equal("0px", await page.EvaluateAsync<string>("getComputedStyle(document.body).marginLeft"));
    }

    /// <returns>What the browser had to say, and every address outside of the file that it asked for.</returns>
    private async Task<List<string>> OpenAsync(IPage page, string html)
    {
        var path = Path.Combine(folder, "receipt.html");
        await System.IO.File.WriteAllTextAsync(path, html);
        var seen = new List<string>();
        page.Console += (_, message) => seen.Add(message.Text);
        page.PageError += (_, error) => seen.Add(error);
        page.Dialog += async (_, dialog) =>
        {
            seen.Add($"dialog {dialog.Message}");
            await dialog.DismissAsync();
        };
        page.RequestFinished += (_, request) => seen.AddRange(request.Url.StartsWith("http", StringComparison.Ordinal) ? [$"asked {request.Url}"] : []);
        await page.GotoAsync(new Uri(path).AbsoluteUri);
        return seen;
    }

    private async Task<string> ReceiptAsync()
    {
        var text = new StringBuilder("<script>alert(1)</script>,\"=HYPERLINK(\"\"javascript:alert(1)\"\")\",+1,-2,@SUM(A1),\"\tTab\",\"a\rb\",label\n");
        string[] cells = ["</style><img src=x onerror=alert(1)>", "=cmd|' /C calc'!A0", "javascript:alert(1)", "\"\t@SUM(1)\"", "\"\r+1\""];
        for (var row = 0; row < 80; row++)
        {
            text.Append($"{cells[row % 5]},{cells[(row + 1) % 5]},{row},{-row},{row * 7 % 11},{row * 3 % 13},{row % 4},{(row % 2 == 0 ? "yes" : "no")}\n");
        }

        using var dana = await app.Client.AsAsync(AppClient.Dana);
        await app.Client.DropAsync(Model, File, BinaryData.FromString(text.ToString()), null);
        var path = $"datasets/{Model}/{File}";
        var receipt = await Beside.UntilAsync<Receipt>(app.Client, path, receipt => receipt.State >= RunState.Rejected);
        Assert.Equal(File, receipt.File);
        var properties = (await Beside.Blob(app.Client, $"{path}.receipt.html").GetPropertiesAsync()).Value;
        Assert.Equal(("text/html; charset=utf-8", "inline"), (properties.ContentType, properties.ContentDisposition));
        return await Beside.PageAsync(app.Client, path);
    }
}
