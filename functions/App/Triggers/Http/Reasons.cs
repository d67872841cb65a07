using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using ServerlessMlops.App.Middleware;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.App.Triggers.Http;

public sealed record ReasonInput(string Reason);

/// <summary>An administrative act has a reason, from JSON or from a form.</summary>
public static class Reasons
{
    public const int MaxLength = 2_000;

    public static async Task<(ReasonInput? Input, IActionResult? Refusal)> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        var (input, refusal) = request.HasFormContentType
            ? (new ReasonInput((await request.ReadFormAsync(cancellation))["reason"].ToString()), null)
            : await Body.ReadAsync<ReasonInput>(request, cancellation);
        return input is null || input.Reason.Trim().Length is > 0 and <= MaxLength
            ? (input, refusal)
            : (null, ProblemResults.Unprocessable(
                "A reason is required.", [new Problem("REASON", $"Expected 1 to {MaxLength} characters.", Column: "reason")]));
    }

    /// <summary>After a form was taken: the page it was on, by GET.</summary>
    public static IActionResult BackTo(HttpRequest request, string action)
    {
        request.HttpContext.Response.Headers.Location = request.Path.ToString()[..^action.Length];
        return new StatusCodeResult(StatusCodes.Status303SeeOther);
    }
}
