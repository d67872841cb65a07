using Embedded.Functions.Worker;
using Embedded.Functions.Worker.Middleware;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;

namespace Embedded.Host.Http;

/// <summary>Writes what an HTTP function returned, after the middleware inside this step had its say.</summary>
internal static class HttpResultStep
{
    public static async Task RunAsync(FunctionContext context, FunctionExecutionDelegate next)
    {
        await next(context);
        if (context.GetHttpContext() is not { } http)
        {
            return;
        }
        switch (context.GetInvocationResult().Value)
        {
            case IResult result:
                await result.ExecuteAsync(http);
                break;
            case IActionResult result:
                await result.ExecuteResultAsync(new ActionContext(http, http.GetRouteData(), new ActionDescriptor()));
                break;
            case null:
                break;
            case var other:
                throw new InvalidOperationException(
                    $"Function '{context.FunctionDefinition.Name}' returned a {other.GetType().Name}; expected IActionResult or IResult.");
        }
    }
}
