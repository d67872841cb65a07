using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using ServerlessMlops.App.Middleware;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.App.Triggers.Http;

/// <summary>JSON answers, written as everything else is.</summary>
public static class Json
{
    public static IActionResult Ok<T>(T value) => Of(value, StatusCodes.Status200OK);

    public static IActionResult Created<T>(T value) => Of(value, StatusCodes.Status201Created);

    private static ContentResult Of<T>(T value, int status) =>
        new() { Content = MlopsJson.Write(value), ContentType = "application/json; charset=utf-8", StatusCode = status };
}

/// <summary>Pages, rendered on the server.</summary>
public static class Html
{
    public static IActionResult Page(string html, int status = StatusCodes.Status200OK) =>
        new ContentResult { Content = html, ContentType = "text/html; charset=utf-8", StatusCode = status };
}

/// <summary>Reads a JSON body; a wrong one is the caller's fault and says so.</summary>
public static class Body
{
    /// <summary>Exactly one of the two is null.</summary>
    public static async Task<(T? Value, IActionResult? Refusal)> ReadAsync<T>(HttpRequest request, CancellationToken cancellation) where T : class
    {
        try
        {
            return await JsonSerializer.DeserializeAsync<T>(request.Body, MlopsJson.Options, cancellation) is { } value
                ? (value, null)
                : (null, ProblemResults.BadRequest($"Seen null; expected a JSON object."));
        }
        catch (JsonException wrong)
        {
            return (null, ProblemResults.BadRequest($"The body is not what is expected here: {wrong.Message}"));
        }
    }
}
