using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace ServerlessMlops.App.Tests.Identity;

public sealed class SignInTests(RunningApp app) : IDisposable
{
    private readonly Browser browser = new(app.Client.Address);

    public void Dispose() => browser.Dispose();

    [Fact]
    public async Task A_code_opens_a_session_in_a_cookie_that_no_script_and_no_other_site_can_use()
    {
        var answer = await browser.SignInAsync(await Browser.CodeAsync(app.Client, AppClient.Bo), "/api/approvals");

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal("/api/approvals", answer.Headers.Location!.OriginalString);
        var cookie = answer.Headers.GetValues("Set-Cookie").Single().ToLowerInvariant();
        Assert.Contains("httponly", cookie, StringComparison.Ordinal);
        Assert.Contains("samesite=strict", cookie, StringComparison.Ordinal);
        Assert.Contains("path=/", cookie, StringComparison.Ordinal);
        var page = await browser.GetAsync("approvals");
        Assert.Equal("text/html", page.Content.Headers.ContentType?.MediaType);
        Assert.Contains(AppClient.Bo, await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_signs_in_once()
    {
        var code = await Browser.CodeAsync(app.Client, AppClient.Bo);
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.SignInAsync(code)).StatusCode);
        using var second = new Browser(app.Client.Address);
        Assert.Equal(HttpStatusCode.Forbidden, (await second.SignInAsync(code)).StatusCode);
        Assert.Equal(0, second.Cookies.Count);
    }

    [Fact]
    public async Task Who_is_not_signed_in_is_led_to_sign_in_and_back()
    {
        var answer = await browser.GetAsync("approvals");
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal("/api/sign-in?return=%2Fapi%2Fapprovals", answer.Headers.Location!.OriginalString);
        Assert.Contains("value=\"/api/approvals\"", await (await browser.GetAsync("sign-in?return=%2Fapi%2Fapprovals")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_is_not_signed_in_is_told_so_in_a_problem_document()
    {
        using var nobody = app.Client.Anyone();
        var answer = await nobody.GetAsync("runs?token=secret");
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.Single().Scheme);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(["type", "title", "status", "detail", "instance", "traceId"], problem.EnumerateObject().Select(p => p.Name));
        Assert.Equal("/api/runs", problem.GetProperty("instance").GetString());
    }

    [Fact]
    public async Task Signing_out_needs_the_form_that_was_shown_and_ends_the_session()
    {
        await browser.SignInAsync(await Browser.CodeAsync(app.Client, AppClient.Bo));
        var value = await browser.AntiForgeryOnAsync("sign-out");

        Assert.Equal(HttpStatusCode.Forbidden, (await browser.PostAsync("sign-out", [])).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.PostAsync("sign-out", new() { ["antiForgery"] = value }, site: "cross-site")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.PostAsync("sign-out", new() { ["antiForgery"] = value }, site: null)).StatusCode);
        var cookies = browser.Cookies.GetCookieHeader(browser.Address);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("runs")).StatusCode);

        Assert.Equal(HttpStatusCode.SeeOther, (await browser.PostAsync("sign-out", new() { ["antiForgery"] = value })).StatusCode);
        Assert.Equal(0, browser.Cookies.Count);
        using var copied = app.Client.Anyone();
        copied.DefaultRequestHeaders.Add("Cookie", cookies);
        Assert.Equal(HttpStatusCode.Unauthorized, (await copied.GetAsync("runs")).StatusCode);
    }

    [Fact]
    public async Task Every_answer_tells_the_browser_to_run_nothing_frame_nothing_and_keep_nothing()
    {
        foreach (var path in new[] { "sign-in", "runs", "health" })
        {
            var headers = (await browser.GetAsync(path)).Headers;
            var policy = headers.GetValues("Content-Security-Policy").Single();
            Assert.StartsWith("default-src 'none'; style-src 'sha256-", policy, StringComparison.Ordinal);
            Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
            Assert.Equal("nosniff", headers.GetValues("X-Content-Type-Options").Single());
            Assert.True(headers.CacheControl!.NoStore);
        }
    }

    [Fact]
    public async Task A_name_that_was_made_to_point_here_reaches_nothing()
    {
        using var client = app.Client.Anyone();
        foreach (var path in new[] { "health", "sign-in", "runs" })
        {
            var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Host = "evil.example" } };
            Assert.Equal(HttpStatusCode.Forbidden, (await client.SendAsync(request)).StatusCode);
        }
    }

    [Theory]
    [InlineData("{", HttpStatusCode.BadRequest)]
    [InlineData("null", HttpStatusCode.BadRequest)]
    [InlineData("{}", HttpStatusCode.BadRequest)]
    [InlineData("{\"code\":null}", HttpStatusCode.BadRequest)]
    [InlineData("[1]", HttpStatusCode.BadRequest)]
    public async Task A_body_that_is_not_the_one_expected_is_a_problem_of_the_sender(string body, HttpStatusCode status)
    {
        using var client = app.Client.Anyone();
        var answer = await client.PostAsync("identity/tokens", new StringContent(body, Encoding.UTF8, "application/json"));
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_not_read()
    {
        using var client = app.Client.Anyone();
        var content = new ByteArrayContent(new byte[(4 * 1024 * 1024) + 1]) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await client.PostAsync("identity/tokens", content)).StatusCode);
    }

    [Fact]
    public async Task Only_the_key_holder_gets_codes()
    {
        using var nobody = app.Client.Anyone();
        using var olga = await app.Client.AsAsync(AppClient.Olga);
        var body = () => new StringContent($$"""{"user":"{{AppClient.Amal}}"}""", Encoding.UTF8, "application/json");
        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.PostAsync("identity/codes", body())).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await olga.PostAsync("identity/codes", body())).StatusCode);
    }
}
