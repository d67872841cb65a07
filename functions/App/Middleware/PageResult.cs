using System.Text;
using Microsoft.AspNetCore.Http;

namespace ServerlessMlops.App.Middleware;

/// <summary>A rendered page as a function's answer.</summary>
public sealed class PageResult(string html, int status = StatusCodes.Status200OK) : IResult, IStatusCodeHttpResult
{
    public string Html { get; } = html;

    public int? StatusCode { get; } = status;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var bytes = Encoding.UTF8.GetBytes(Html);
        httpContext.Response.StatusCode = StatusCode!.Value;
        httpContext.Response.ContentType = "text/html; charset=utf-8";
        httpContext.Response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(httpContext.Request.Method))
        {
            await httpContext.Response.Body.WriteAsync(bytes, httpContext.RequestAborted);
        }
    }
}
