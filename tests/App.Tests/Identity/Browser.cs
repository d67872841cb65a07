using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;

namespace ServerlessMlops.App.Tests.Identity;

/// <summary>What a browser sends: it prefers pages, keeps cookies, and says where a form came from.</summary>
internal sealed partial class Browser : IDisposable
{
    private readonly HttpClient client;

    public Browser(Uri address)
    {
        client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = Cookies }) { BaseAddress = new Uri(address, "/api/") };
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html,application/xhtml+xml,*/*;q=0.8");
    }

    public CookieContainer Cookies { get; } = new();

    public Uri Address => client.BaseAddress!;

    public Task<HttpResponseMessage> GetAsync(string path) => client.GetAsync(path);

    /// <param name="site">What Sec-Fetch-Site says; null leaves it out.</param>
    public Task<HttpResponseMessage> PostAsync(string path, Dictionary<string, string> form, string? site = "same-origin")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(form) };
        if (site is not null)
        {
            request.Headers.Add("Sec-Fetch-Site", site);
        }

        return client.SendAsync(request);
    }

    /// <summary>Types a fresh code of the user's into the sign-in page.</summary>
    public async Task<HttpResponseMessage> SignInAsync(string code, string returnPath = "/api/runs") =>
        await PostAsync("sign-in", new() { ["code"] = code, ["return"] = returnPath });

    /// <summary>The hidden value of the form on a page.</summary>
    public async Task<string> AntiForgeryOnAsync(string path) =>
        AntiForgery().Match(await (await GetAsync(path)).Content.ReadAsStringAsync()).Groups[1].Value;

    public void Dispose() => client.Dispose();

    /// <summary>What the CLI prints for <c>mlops login</c>.</summary>
    public static async Task<string> CodeAsync(AppClient app, string user)
    {
        using var local = app.KeyHolder();
        return (await AppClient.ReadAsync(await local.PostAsJsonAsync("identity/codes", new { user }))).GetProperty("code").GetString()!;
    }

    [GeneratedRegex("name=\"antiForgery\" value=\"([^\"]+)\"")]
    private static partial Regex AntiForgery();
}
