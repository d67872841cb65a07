using System.Text;
using Microsoft.AspNetCore.Http;
using ServerlessMlops.App.Identity;
using ServerlessMlops.App.Middleware;

namespace ServerlessMlops.App.Tests.Identity;

public sealed class SameSiteTests : IDisposable
{
    private const string Action = "/api/approvals/abc/votes";

    private static readonly Caller Amal = new("amal@example.org", [Roles.Approver], SignInMethod.Cookie, "session-1", DateTimeOffset.MaxValue);

    private readonly TemporaryFolder folder = new();

    private readonly AntiForgery antiForgery;

    public SameSiteTests() => antiForgery = new AntiForgery(IdentityKey.Open(folder.Path));

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_form_that_was_shown_is_taken() =>
        Assert.Null(await RefusalAsync(antiForgery.ValueFor(Amal, Action, "d1"), "d1", r => r.Headers["Sec-Fetch-Site"] = "same-origin"));

    [Fact]
    public async Task An_origin_of_ours_does_where_the_browser_does_not_say_more() =>
        Assert.Null(await RefusalAsync(antiForgery.ValueFor(Amal, Action, "d1"), "d1", r => r.Headers.Origin = "http://localhost:7071"));

    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "http://localhost:7072")]
    [InlineData("Origin", "https://localhost:7071")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Sec-Fetch-Site", "none")]
    public async Task A_form_from_elsewhere_is_refused_whatever_it_carries(string header, string value) =>
        Assert.NotNull(await RefusalAsync(antiForgery.ValueFor(Amal, Action, "d1"), "d1", r => r.Headers[header] = value));

    [Fact]
    public async Task A_cookie_without_any_origin_is_refused() =>
        Assert.NotNull(await RefusalAsync(antiForgery.ValueFor(Amal, Action, "d1"), "d1", _ => { }));

    [Fact]
    public async Task A_value_for_another_person_session_form_or_digest_is_refused()
    {
        string[] others =
        [
            antiForgery.ValueFor(Amal with { Name = "bo@example.org" }, Action, "d1"),
            antiForgery.ValueFor(Amal with { Session = "session-2" }, Action, "d1"),
            antiForgery.ValueFor(Amal, "/api/approvals/xyz/votes", "d1"),
            antiForgery.ValueFor(Amal, Action, "d2"),
            antiForgery.ValueFor(Amal, Action),
            "",
        ];
        foreach (var other in others)
        {
            Assert.NotNull(await RefusalAsync(other, "d1", r => r.Headers["Sec-Fetch-Site"] = "same-origin"));
        }
    }

    [Fact]
    public async Task Json_with_a_cookie_is_refused_since_no_page_of_ours_sends_it()
    {
        var request = Post(Encoding.UTF8.GetBytes("{}"), "application/json");
        request.Headers["Sec-Fetch-Site"] = "same-origin";
        Assert.NotNull(await SameSite.RefusalAsync(request, Amal, antiForgery));
    }

    [Fact]
    public async Task A_program_with_a_bearer_token_needs_no_form() =>
        Assert.Null(await SameSite.RefusalAsync(Post([], "application/json"), Amal with { Method = SignInMethod.Bearer }, antiForgery));

    [Fact]
    public async Task Reading_needs_nothing()
    {
        var request = Post([], null);
        request.Method = "GET";
        request.Headers["Sec-Fetch-Site"] = "cross-site";
        Assert.Null(await SameSite.RefusalAsync(request, Amal, antiForgery));
    }

    private Task<string?> RefusalAsync(string value, string digest, Action<HttpRequest> prepare)
    {
        var form = $"antiForgery={Uri.EscapeDataString(value)}&digest={digest}&choice=approve";
        var request = Post(Encoding.ASCII.GetBytes(form), "application/x-www-form-urlencoded");
        prepare(request);
        return SameSite.RefusalAsync(request, Amal, antiForgery);
    }

    private static HttpRequest Post(byte[] body, string? contentType)
    {
        var request = new DefaultHttpContext().Request;
        request.Method = "POST";
        request.Scheme = "http";
        request.Host = new HostString("localhost", 7071);
        request.Path = Action;
        request.ContentType = contentType;
        request.ContentLength = body.Length;
        request.Body = new MemoryStream(body);
        return request;
    }
}
