using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ServerlessMlops.App.Middleware;

/// <summary>Turns what was thrown into a problem document. Only HTTP: a trigger's exception is the host's to retry.</summary>
public sealed class Problems(ILogger<Problems> log) : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http)
        {
            await next(context);
            return;
        }

        try
        {
            await next(context);
        }
        catch (BadHttpRequestException e)
        {
            Answer(context, ProblemResults.OfStatus(e.StatusCode, "The request is malformed."));
        }
        catch (Exception e) when (!http.RequestAborted.IsCancellationRequested)
        {
            log.LogError(e, "{Function} failed on {Method} {Path}", context.FunctionDefinition.Name, http.Request.Method, AccessLog.Printable(http.Request.Path));
            if (http.Response.HasStarted)
            {
                throw;
            }

            Answer(context, ProblemResults.Fault());
        }
    }

    private static void Answer(FunctionContext context, ProblemResult problem) => context.GetInvocationResult().Value = problem;
}
