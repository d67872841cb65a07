using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace ServerlessMlops.App.Middleware;

/// <summary>A file as a function's answer, with its SHA-256 (RFC 9530) for whoever checks what arrived.</summary>
/// <param name="digest">Hexadecimal.</param>
public sealed class FileAnswer(byte[] content, string mediaType, string name, string digest) : IResult, IStatusCodeHttpResult
{
    public int? StatusCode => StatusCodes.Status200OK;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = mediaType;
        response.ContentLength = content.Length;
        response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = name }.ToString();
        response.Headers["Repr-Digest"] = $"sha-256=:{Convert.ToBase64String(Convert.FromHexString(digest))}:";
        if (!HttpMethods.IsHead(httpContext.Request.Method))
        {
            await response.Body.WriteAsync(content, httpContext.RequestAborted);
        }
    }
}
