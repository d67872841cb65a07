using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using ServerlessMlops.Pages;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.App.Middleware;

/// <summary>What went wrong, in the shape of RFC 9457, with the problems of what was sent as an extension.</summary>
/// <param name="Type">A stable URN that names the kind of problem.</param>
/// <param name="Instance">The path that was asked for.</param>
/// <param name="TraceId">To find the request in the logs by.</param>
public sealed record ProblemDocument(
    string Type,
    string Title,
    int Status,
    string Detail,
    string Instance,
    string TraceId,
    IReadOnlyList<Problem>? Problems = null);

/// <summary>A problem as a function's answer: problem+json for a program, a page for a person.</summary>
public sealed class ProblemResult(int status, string code, string title, string detail, IReadOnlyList<Problem>? problems = null)
    : IResult, IStatusCodeHttpResult
{
    public string Code { get; } = code;

    public string Detail { get; } = detail;

    /// <summary>For <c>Retry-After</c>; null where waiting does not help.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public int? StatusCode { get; } = status;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        var trace = Activity.Current?.TraceId.ToString() ?? httpContext.TraceIdentifier;
        var document = new ProblemDocument(
            $"urn:mlops:problem:{Code}", title, StatusCode!.Value, Detail, httpContext.Request.Path.Value ?? "", trace, problems);
        if (RetryAfter is { } wait)
        {
            response.Headers.RetryAfter = ((long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        }

        if (StatusCode == StatusCodes.Status401Unauthorized)
        {
            response.Headers.WWWAuthenticate = "Bearer";
        }

        if (httpContext.Request.WantsPage())
        {
            var page = new ProblemPageModel(document.Status, title, Detail, trace, problems ?? []);
            await new PageResult(await ProblemPage.RenderAsync(page), document.Status).ExecuteAsync(httpContext);
            return;
        }

        var bytes = MlopsJson.WriteBytes(document);
        response.StatusCode = document.Status;
        response.ContentType = "application/problem+json; charset=utf-8";
        response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(httpContext.Request.Method))
        {
            await response.Body.WriteAsync(bytes, httpContext.RequestAborted);
        }
    }
}
