using Microsoft.AspNetCore.Http;

namespace Embedded.Functions.Worker;

/// <summary>The HTTP side of an invocation.</summary>
public static class FunctionContextExtensions
{
    // The key under which Azure's worker keeps it too, so that code that reads Items sees the same in both hosts.
    internal const string HttpContextKey = "HttpRequestContext";

    /// <summary>The request's context; null when the trigger is not HTTP.</summary>
    public static HttpContext? GetHttpContext(this FunctionContext context) =>
        context.Items.TryGetValue(HttpContextKey, out var value) ? value as HttpContext : null;
}
