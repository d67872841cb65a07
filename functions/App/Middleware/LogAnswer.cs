using Microsoft.AspNetCore.Http;

namespace ServerlessMlops.App.Middleware;

/// <summary>A resource of the transparency log, as it is stored.</summary>
/// <param name="isFinal">Whether it can never change: tiles, bundles and checkpoints of a size.</param>
public sealed class LogAnswer(byte[] content, string mediaType, bool isFinal) : IResult, IStatusCodeHttpResult
{
    public const string Bytes = "application/octet-stream";

    public const string Note = "text/plain; charset=utf-8";

    public int? StatusCode => StatusCodes.Status200OK;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = mediaType;
        response.ContentLength = content.Length;
        // Private: who may read the log has signed in.
        response.Headers.CacheControl = isFinal ? "private, max-age=31536000, immutable" : "no-store";
        if (!HttpMethods.IsHead(httpContext.Request.Method))
        {
            await response.Body.WriteAsync(content, httpContext.RequestAborted);
        }
    }
}
