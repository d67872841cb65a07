using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.Extensions.Logging;
using ServerlessMlops.App.Identity;

namespace ServerlessMlops.App.Middleware;

/// <summary>One line a request: who asked for what, with which outcome. Never a query string, header or body: secrets travel there.</summary>
public sealed class AccessLog(ILogger<AccessLog> log, TimeProvider time) : IFunctionsWorkerMiddleware
{
    private const int LongestPath = 256;

    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http)
        {
            await next(context);
            return;
        }

        var start = time.GetTimestamp();
        await next(context);
        log.LogInformation(
            "{Method} {Path} {Status} {Caller} {Milliseconds:0.0} ms",
            http.Request.Method,
            Printable(http.Request.Path),
            StatusOf(context, http),
            http.Request.CallerOrNull()?.Name ?? "-",
            time.GetElapsedTime(start).TotalMilliseconds);
    }

    /// <summary>A path that cannot forge a second log line, cut to a bearable length.</summary>
    public static string Printable(PathString path)
    {
        var text = path.Value ?? "";
        return new string([.. text.Take(LongestPath).Select(c => char.IsControl(c) ? '?' : c)]);
    }

    // The host carries the result out after the middleware, so the response itself does not know its status yet.
    private static int StatusOf(FunctionContext context, HttpContext http) => context.GetInvocationResult().Value switch
    {
        IStatusCodeHttpResult { StatusCode: { } status } => status,
        IStatusCodeActionResult { StatusCode: { } status } => status,
        _ => http.Response.StatusCode,
    };
}
