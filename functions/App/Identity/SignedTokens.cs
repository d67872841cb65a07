using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.App.Identity;

/// <summary>What a token says. Roles are not in it: they are looked up in settings at each use, so that a change there holds at once.</summary>
/// <param name="Kind">A bearer token is no session cookie, nor the other way round.</param>
public sealed record TokenClaims(string Id, string User, string Kind, DateTimeOffset IssuedAt, DateTimeOffset ExpiresAt)
{
    public const string Bearer = "bearer";

    public const string Session = "session";
}

/// <summary>Compact signed tokens: <c>base64url(claims as JSON) . base64url(HMAC-SHA256 of the part before the dot)</c>.</summary>
public sealed class SignedTokens(byte[] key, TimeProvider time)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    private const int LongestToken = 2048;

    public (string Text, TokenClaims Claims) Issue(string user, string kind)
    {
        var now = time.GetUtcNow();
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var claims = new TokenClaims(id, user, kind, now, now + Lifetime);
        var body = Base64Url.EncodeToString(MlopsJson.WriteBytes(claims));
        return ($"{body}.{Base64Url.EncodeToString(Sign(body))}", claims);
    }

    /// <summary>The claims of a token of this kind that we signed and that has not expired; else null.</summary>
    public TokenClaims? Read(string? text, string kind)
    {
        if (text is null || text.Length > LongestToken || text.Split('.') is not [var body, var signature])
        {
            return null;
        }

        // Compared as text: decoding would take other spellings of the same bytes, and throw at some that are none.
        var expected = Base64Url.EncodeToString(Sign(body));
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(signature), Encoding.ASCII.GetBytes(expected)))
        {
            return null;
        }

        var claims = JsonSerializer.Deserialize<TokenClaims>(Base64Url.DecodeFromChars(body), MlopsJson.Options)!;
        var now = time.GetUtcNow();
        return claims.Kind == kind && now < claims.ExpiresAt ? claims : null;
    }

    private byte[] Sign(string body) => HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(body));
}
