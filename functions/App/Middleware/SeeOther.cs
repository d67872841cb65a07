using Microsoft.AspNetCore.Http;

namespace ServerlessMlops.App.Middleware;

/// <summary>Sends the browser on to a page of ours with GET: after a form, so that going back or reloading sends nothing again.</summary>
public sealed class SeeOther(string path) : IResult, IStatusCodeHttpResult
{
    public string Path { get; } = path;

    public int? StatusCode => StatusCodes.Status303SeeOther;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = Path;
        return Task.CompletedTask;
    }
}
