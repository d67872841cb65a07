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
    string Type, string Title, int Status, string Detail, string Instance, string TraceId, IReadOnlyList<Problem>? Problems = null);

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
        var http = httpContext;
        var trace = Activity.Current?.TraceId.ToString() ?? http.TraceIdentifier;
        http.Response.StatusCode = status;
        if (RetryAfter is { } wait)
        {
            http.Response.Headers.RetryAfter = ((long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        }

        if (status == StatusCodes.Status401Unauthorized)
        {
            http.Response.Headers.WWWAuthenticate = "Bearer";
        }

        if (http.Request.WantsPage())
        {
            http.Response.ContentType = "text/html; charset=utf-8";
            var model = new ProblemPageModel(status, title, Detail, trace, problems ?? []);
            await http.Response.WriteAsync(await ProblemPage.RenderAsync(model), http.RequestAborted);
            return;
        }

        http.Response.ContentType = "application/problem+json; charset=utf-8";
        var document = new ProblemDocument(
            $"urn:mlops:problem:{Code}", title, status, Detail, http.Request.Path.Value ?? "", trace, problems);
        await http.Response.Body.WriteAsync(MlopsJson.WriteBytes(document), http.RequestAborted);
    }
}
