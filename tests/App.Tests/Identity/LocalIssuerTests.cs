using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using ServerlessMlops.App.Identity;

namespace ServerlessMlops.App.Tests.Identity;

public sealed class LocalIssuerTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));

    private readonly IdentityKey key;

    private readonly LocalIssuer issuer;

    public LocalIssuerTests()
    {
        key = IdentityKey.Open(folder.Path);
        issuer = Issuer(("dana@example.org", "DataScientist"), ("amal@example.org", "Approver"));
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_code_becomes_a_token_that_names_its_user()
    {
        var signedIn = issuer.Exchange(issuer.IssueCode("DANA@example.org")!.Code, TokenClaims.Bearer)!;
        var caller = Known(Request($"Bearer {signedIn.Token}"));
        Assert.Equal(("dana@example.org", SignInMethod.Bearer), (caller.Name, caller.Method));
        Assert.Equal(["DataScientist"], caller.Roles);
        Assert.Equal(time.GetUtcNow().AddHours(12), caller.ExpiresAt);
    }

    [Fact]
    public void Roles_are_those_of_the_settings_now_not_of_when_the_token_was_issued()
    {
        var token = Token(TokenClaims.Bearer);
        Assert.Equal(["Auditor"], Known(Request($"Bearer {token}"), Issuer(("dana@example.org", "Auditor"))).Roles);
        Assert.IsType<Identification.Unknown>(Issuer(("amal@example.org", "Approver")).Identify(Request($"Bearer {token}")));
    }

    [Fact]
    public void A_token_ends_after_twelve_hours()
    {
        var token = Token(TokenClaims.Bearer);
        time.Advance(SignedTokens.Lifetime - TimeSpan.FromSeconds(1));
        Known(Request($"Bearer {token}"));
        time.Advance(TimeSpan.FromSeconds(1));
        AssertNobody(Request($"Bearer {token}"));
    }

    [Fact]
    public void A_token_with_any_one_character_changed_is_nobody()
    {
        var token = Token(TokenClaims.Bearer);
        for (var i = 0; i < token.Length; i++)
        {
            // At the end some of these are other spellings of the same bytes, and some are no spelling at all.
            foreach (var other in "ABCD9-_".Where(c => c != token[i]))
            {
                AssertNobody(Request($"Bearer {token[..i]}{other}{token[(i + 1)..]}"));
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Bearer .")]
    [InlineData("Bearer e30.e30")]
    [InlineData("Bearer a.b.c")]
    [InlineData("Basic ZGFuYTpkYW5h")]
    [InlineData("Local ")]
    [InlineData("Local not-the-secret")]
    public void A_header_that_is_no_token_is_nobody(string authorization) => AssertNobody(Request(authorization));

    [Fact]
    public void Another_machines_token_is_nobody()
    {
        using var elsewhere = new TemporaryFolder();
        var other = Issuer(IdentityKey.Open(elsewhere.Path), ("dana@example.org", "DataScientist"));
        AssertNobody(Request($"Bearer {other.Exchange(other.IssueCode("dana@example.org")!.Code, TokenClaims.Bearer)!.Token}"));
    }

    [Fact]
    public void A_bearer_token_is_no_cookie_and_a_cookie_no_bearer_token()
    {
        AssertNobody(Request($"Bearer {Token(TokenClaims.Session)}"));
        AssertNobody(Request(null, $"mlops_session={Token(TokenClaims.Bearer)}"));
        Assert.Equal(SignInMethod.Cookie, Known(Request(null, $"mlops_session={Token(TokenClaims.Session)}")).Method);
    }

    [Fact]
    public void Signing_out_ends_the_session_also_over_a_restart()
    {
        var request = Request(null, $"mlops_session={Token(TokenClaims.Session)}");
        issuer.End(Known(request));
        AssertNobody(request);
        Assert.IsType<Identification.Unknown>(Issuer(("dana@example.org", "")).Identify(request));
    }

    [Fact]
    public void The_key_holder_is_no_user()
    {
        var caller = Known(Request($"Local {key.LocalSecretText}"));
        Assert.True(caller.MayCall([Roles.KeyHolder]));
        Assert.False(caller.MayCall([Roles.SignedIn]));
        Assert.False(caller.MayCall(Roles.Assignable));
    }

    [Fact]
    public void Headers_that_azure_sets_are_not_believed_here()
    {
        var request = Request(null);
        request.Request.Headers["X-MS-CLIENT-PRINCIPAL-NAME"] = "amal@example.org";
        request.Request.Headers["X-MS-CLIENT-PRINCIPAL"] = "eyJuYW1lIjoiYW1hbEBleGFtcGxlLm9yZyJ9";
        request.Request.Headers["X-MS-TOKEN-AAD-ID-TOKEN"] = "x";
        AssertNobody(request);
    }

    private string Token(string kind) => issuer.Exchange(issuer.IssueCode("dana@example.org")!.Code, kind)!.Token;

    private LocalIssuer Issuer(params (string Name, string Roles)[] users) => Issuer(key, users);

    private LocalIssuer Issuer(IdentityKey own, params (string Name, string Roles)[] users) =>
        new(LocalUsers.From(LocalUsersTests.Settings(users)), own, new SignInCodes(time), new EndedSessions(folder.Path, time), time);

    private Caller Known(HttpContext request, LocalIssuer? other = null) =>
        Assert.IsType<Identification.Known>((other ?? issuer).Identify(request)).Caller;

    private void AssertNobody(HttpContext request) => Assert.IsType<Identification.Unknown>(issuer.Identify(request));

    private static DefaultHttpContext Request(string? authorization, string? cookie = null)
    {
        var http = new DefaultHttpContext { Connection = { RemoteIpAddress = IPAddress.Loopback }, Request = { Host = new HostString("localhost", 7071) } };
        http.Request.Headers.Authorization = authorization;
        http.Request.Headers.Cookie = cookie;
        return http;
    }
}
