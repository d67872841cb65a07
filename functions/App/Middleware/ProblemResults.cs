using Microsoft.AspNetCore.Http;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.App.Middleware;

/// <summary>The answers of a function that does not do what was asked. The detail is one sentence that the caller can act on.</summary>
public static class ProblemResults
{
    public static ProblemResult BadRequest(string detail, IReadOnlyList<Problem>? problems = null) =>
        new(StatusCodes.Status400BadRequest, "bad-request", "The request cannot be read", detail, problems);

    public static ProblemResult Unauthorized(string detail = "Sign in first: run `mlops login`, or open the sign-in page.") =>
        new(StatusCodes.Status401Unauthorized, "unauthorized", "Nobody is signed in", detail);

    public static ProblemResult Forbidden(string detail) =>
        new(StatusCodes.Status403Forbidden, "forbidden", "Not allowed", detail);

    /// <summary>Also for what exists but is not the caller's to know of.</summary>
    public static ProblemResult NotFound(string detail) =>
        new(StatusCodes.Status404NotFound, "not-found", "Not found", detail);

    public static ProblemResult Conflict(string detail) =>
        new(StatusCodes.Status409Conflict, "conflict", "It was decided or changed before", detail);

    public static ProblemResult Gone(string detail) =>
        new(StatusCodes.Status410Gone, "gone", "It has ended", detail);

    public static ProblemResult TooLarge(long most) =>
        new(StatusCodes.Status413PayloadTooLarge, "too-large", "The request is too large", $"The body may have at most {most} bytes.");

    public static ProblemResult UnsupportedMediaType(string? seen, string expected) =>
        new(StatusCodes.Status415UnsupportedMediaType, "unsupported-media-type", "Another kind of body is expected", $"Seen '{seen}'; expected {expected}.");

    public static ProblemResult Unprocessable(string detail, IReadOnlyList<Problem>? problems = null) =>
        new(StatusCodes.Status422UnprocessableEntity, "unprocessable", "Understood, but not possible", detail, problems);

    public static ProblemResult TooManyRequests(string detail, TimeSpan wait) =>
        new(StatusCodes.Status429TooManyRequests, "too-many-requests", "Too many tries", detail) { RetryAfter = wait };

    /// <summary>A fault of ours: what it was stands in the log under the trace id, never in the answer.</summary>
    public static ProblemResult Fault() =>
        new(StatusCodes.Status500InternalServerError, "fault", "A fault on our side", "The request was not carried out. Operators find the cause in the log under the trace id.");

    public static ProblemResult Unavailable(string detail, TimeSpan wait) =>
        new(StatusCodes.Status503ServiceUnavailable, "unavailable", "Not available now", detail) { RetryAfter = wait };

    /// <summary>What the web server found wrong before a function could.</summary>
    public static ProblemResult OfStatus(int status, string detail) => status switch
    {
        StatusCodes.Status413PayloadTooLarge => TooLarge(RequestLimits.MostBytes),
        _ => new(status, "bad-request", "The request cannot be read", detail),
    };
}
