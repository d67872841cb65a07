using Microsoft.AspNetCore.Http;
using ServerlessMlops.App.Middleware;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.App.Triggers.Http;

public sealed record ReasonInput(string Reason);

/// <summary>An administrative act has a reason, from JSON or from a form.</summary>
public static class Reasons
{
    public const int MaxLength = 2_000;

    public static async Task<JsonBody<ReasonInput>> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        var body = request.HasFormContentType
            ? new JsonBody<ReasonInput>.Read(new((await request.ReadFormAsync(cancellation))["reason"].ToString()))
            : await request.ReadBodyAsync<ReasonInput>();
        return body is JsonBody<ReasonInput>.Read { Value.Reason: var reason } && reason.Trim().Length is 0 or > MaxLength
            ? new JsonBody<ReasonInput>.Unreadable(ProblemResults.Unprocessable(
                "A reason is required.", [new Problem("REASON", $"Expected 1 to {MaxLength} characters.", Column: "reason")]))
            : body;
    }

    /// <summary>After a form was taken: the page it was on, by GET.</summary>
    public static IResult BackTo(HttpRequest request, string action) => new SeeOther(request.Path.ToString()[..^action.Length]);
}
