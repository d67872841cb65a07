using Azure;
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
        catch (Exception e) when (IsUnavailable(e) && !http.Response.HasStarted)
        {
            log.LogWarning(e, "{Function} could not reach its state", context.FunctionDefinition.Name);
            Answer(context, ProblemResults.Unavailable("State or storage cannot be written or reached. Nothing was changed; try again.", TimeSpan.FromSeconds(10)));
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

    /// <summary>A full disk, a lost file, storage that is down or asks to wait: no fault of the request, and it passes.</summary>
    private static bool IsUnavailable(Exception e) =>
        e is IOException and not BadHttpRequestException || e is RequestFailedException { Status: 0 or 429 or >= 500 };

    private static void Answer(FunctionContext context, ProblemResult problem) => context.GetInvocationResult().Value = problem;
}
