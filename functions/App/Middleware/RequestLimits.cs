using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ServerlessMlops.App.Middleware;

/// <summary>Bounds what one request may carry; datasets go to blob storage, never through here.</summary>
public sealed class RequestLimits : IFunctionsWorkerMiddleware
{
    /// <summary>Bytes of a body: 4 MiB, some ten thousand rows to predict.</summary>
    public const long MostBytes = 4 * 1024 * 1024;

    /// <summary>Characters of a path and of a query string, each.</summary>
    public const int MostCharacters = 2048;

    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is { } http && Refusal(http) is { } problem)
        {
            context.GetInvocationResult().Value = problem;
            return;
        }

        await next(context);
    }

    private static ProblemResult? Refusal(HttpContext http)
    {
        if (http.Request.ContentLength > MostBytes)
        {
            return ProblemResults.TooLarge(MostBytes);
        }

        // A body that does not state its length is cut off while it is read.
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = MostBytes;
        }

        var query = http.Request.QueryString.Value?.Length ?? 0;
        var path = http.Request.Path.Value?.Length ?? 0;
        return Math.Max(query, path) > MostCharacters
            ? ProblemResults.OfStatus(StatusCodes.Status414UriTooLong, $"The path and the query may have at most {MostCharacters} characters each.")
            : null;
    }
}
