using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.App.Identity;

/// <summary>
/// The identity provider of one machine: named users from settings, one-time codes, bearer tokens and session cookies. It believes
/// no header that a caller can set freely (such as <c>X-MS-CLIENT-PRINCIPAL</c>) and answers loopback only.
/// </summary>
public sealed class LocalIssuer(LocalUsers users, IdentityKey key, SignInCodes codes, EndedSessions ended, TimeProvider time) : IIdentitySource
{
    private readonly SignedTokens tokens = new(key.For("mlops tokens v1"), time);

    private readonly byte[] localSecret = Encoding.ASCII.GetBytes(key.LocalSecretText);

    public Identification Identify(HttpContext http)
    {
        if (Loopback.Refusal(http) is { } why)
        {
            return new Identification.Refused(why);
        }

        // A header that a page of another site cannot set comes before the cookie, which the browser adds by itself.
        var authorization = http.Request.Headers.Authorization;
        var caller = authorization.Count == 0
            ? FromToken(SessionCookie.Read(http.Request), TokenClaims.Session, SignInMethod.Cookie)
            : FromHeader(authorization.ToString());
        return caller is null ? new Identification.Unknown() : new Identification.Known(caller);
    }

    /// <summary>A one-time code for a user; null for an unknown user, or when too many codes are outstanding.</summary>
    public SignInCode? IssueCode(string user) => users.Find(user) is { } known ? codes.Issue(known.Name) : null;

    /// <summary>A token for a code, which is used up by it; null for a code that is unknown, used or expired.</summary>
    /// <param name="kind"><see cref="TokenClaims.Bearer"/> or <see cref="TokenClaims.Session"/>.</param>
    public SignedIn? Exchange(string? code, string kind)
    {
        if (users.Find(codes.Spend(code)) is not { } user)
        {
            return null;
        }

        var (text, claims) = tokens.Issue(user.Name, kind);
        return new SignedIn(text, user.Name, user.Roles, claims.ExpiresAt);
    }

    /// <summary>Ends a session or token before its time.</summary>
    public void End(Caller caller) => ended.Add(caller.Session, caller.ExpiresAt);

    private Caller? FromHeader(string authorization) => authorization.Split(' ', 2) switch
    {
        ["Bearer", var token] => FromToken(token, TokenClaims.Bearer, SignInMethod.Bearer),
        [LocalSecret.Scheme, var secret] when CryptographicOperations.FixedTimeEquals(localSecret, Encoding.ASCII.GetBytes(secret)) =>
            new Caller(Roles.KeyHolder, [Roles.KeyHolder], SignInMethod.KeyFile, Roles.KeyHolder, DateTimeOffset.MaxValue),
        _ => null,
    };

    private Caller? FromToken(string? token, string kind, SignInMethod method) =>
        tokens.Read(token, kind) is { } claims && !ended.Contains(claims.Id) && users.Find(claims.User) is { } user
            ? new Caller(user.Name, user.Roles, method, claims.Id, claims.ExpiresAt)
            : null;
}

/// <summary>The answer to a spent code.</summary>
public sealed record SignedIn(string Token, string User, IReadOnlyList<string> Roles, DateTimeOffset ExpiresAt);
