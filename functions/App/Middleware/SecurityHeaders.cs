using ServerlessMlops.Pages;

namespace ServerlessMlops.App.Middleware;

/// <summary>
/// What a browser is told about every answer: no script, no frame, nothing from elsewhere, nothing kept. Pages hold one style sheet
/// inline, and the policy names it by its hash.
/// </summary>
public sealed class SecurityHeaders : IFunctionsWorkerMiddleware
{
    public static readonly string ContentSecurityPolicy = string.Join(
        "; ",
        "default-src 'none'",
        $"style-src 'sha256-{Stylesheet.Sha256}'",
        "img-src data:",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'");

    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is { } http)
        {
            var headers = http.Response.Headers;
            headers.ContentSecurityPolicy = ContentSecurityPolicy;
            headers.XContentTypeOptions = "nosniff";
            headers.XFrameOptions = "DENY";

            // Not no-referrer: with it browsers send "Origin: null" with our own forms too.
            headers["Referrer-Policy"] = "same-origin";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
            headers.CacheControl = "no-store";
            headers.Vary = "Accept, Authorization, Cookie";
        }

        await next(context);
    }
}
