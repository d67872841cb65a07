using Microsoft.AspNetCore.Http;

namespace ServerlessMlops.App.Identity;

/// <summary>The browser's session: out of reach of scripts, and sent by the browser only from pages of this site.</summary>
public static class SessionCookie
{
    private const string Name = "mlops_session";

    public static string? Read(HttpRequest request) => request.Cookies[Name];

    public static void Set(HttpResponse response, SignedIn session) =>
        response.Cookies.Append(Name, session.Token, Options(response, session.ExpiresAt));

    public static void Remove(HttpResponse response) => response.Cookies.Delete(Name, Options(response, expires: null));

    // Secure wherever the page came over TLS; on loopback it comes over plain HTTP.
    private static CookieOptions Options(HttpResponse response, DateTimeOffset? expires) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = response.HttpContext.Request.IsHttps,
        Path = "/",
        Expires = expires,
        IsEssential = true,
    };
}
