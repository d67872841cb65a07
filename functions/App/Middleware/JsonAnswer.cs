using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.App.Middleware;

/// <summary>A record as a function's answer, in the product's one JSON.</summary>
public sealed class JsonAnswer<T>(T value, int status = StatusCodes.Status200OK) : IResult, IStatusCodeHttpResult, IValueHttpResult<T>
{
    public T? Value { get; } = value;

    public int? StatusCode { get; } = status;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var bytes = MlopsJson.WriteBytes(Value);
        httpContext.Response.StatusCode = StatusCode!.Value;
        httpContext.Response.ContentType = "application/json; charset=utf-8";
        httpContext.Response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(httpContext.Request.Method))
        {
            await httpContext.Response.Body.WriteAsync(bytes, httpContext.RequestAborted);
        }
    }
}

/// <summary>Shorthand for answers and for reading what was sent.</summary>
public static class JsonBodies
{
    public static IResult Answer<T>(T value, int status = StatusCodes.Status200OK) => new JsonAnswer<T>(value, status);

    /// <summary>Reads the body as a <typeparamref name="T"/>.</summary>
    /// <returns>The value, or the 400 or 415 to answer with.</returns>
    public static async Task<JsonBody<T>> ReadBodyAsync<T>(this HttpRequest request)
        where T : class
    {
        if (!request.HasJsonContentType())
        {
            return new JsonBody<T>.Unreadable(ProblemResults.UnsupportedMediaType(request.ContentType, "application/json"));
        }

        try
        {
            var value = await JsonSerializer.DeserializeAsync<T>(request.Body, MlopsJson.Options, request.HttpContext.RequestAborted);
            return value is null
                ? new JsonBody<T>.Unreadable(ProblemResults.BadRequest("The body is null; expected a JSON object."))
                : new JsonBody<T>.Read(value);
        }
        catch (JsonException e)
        {
            var place = e.Path is null ? "" : $" at {e.Path}";
            return new JsonBody<T>.Unreadable(ProblemResults.BadRequest($"The body is not the JSON that was expected{place}."));
        }
    }
}

/// <summary>What a request's body was.</summary>
public abstract record JsonBody<T>
{
    private JsonBody()
    {
    }

    public sealed record Read(T Value) : JsonBody<T>;

    public sealed record Unreadable(IResult Answer) : JsonBody<T>;

    /// <summary>Either the value, or what to answer instead.</summary>
    public bool IsRead([NotNullWhen(true)] out T? value, [NotNullWhen(false)] out IResult? answer)
    {
        value = this is Read read ? read.Value : default;
        answer = (this as Unreadable)?.Answer;
        return answer is null && value is not null;
    }
}
