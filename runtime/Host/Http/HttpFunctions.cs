using Embedded.Host.Functions;
using Embedded.Host.Invocation;
using Embedded.Host.Settings;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Embedded.Host.Http;

/// <summary>Runs a function for a request, and turns its failure into a bare status: details stay in the log.</summary>
internal sealed class HttpFunctions(FunctionInvoker invoker, HostSettings settings, TimeProvider time)
{
    public async Task HandleAsync(HttpContext http, FunctionDescriptor function)
    {
        using var timeout = new CancellationTokenSource(settings.FunctionTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, timeout.Token);
        var input = new InvocationInput { Trigger = http.Request, Http = http, BindingData = Data(http.GetRouteData().Values) };
        try
        {
            await invoker.InvokeAsync(function, input, http.RequestServices, either.Token);
        }
        catch (BadHttpRequestException error)
        {
            Answer(http, error.StatusCode);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // Nobody is left to answer.
        }
        catch (Exception)
        {
            Answer(http, StatusCodes.Status500InternalServerError);
        }
    }

    private static void Answer(HttpContext http, int status)
    {
        if (http.Response.HasStarted)
        {
            http.Abort();
            return;
        }
        http.Response.Clear();
        http.Response.StatusCode = status;
    }

    private static Dictionary<string, object?> Data(RouteValueDictionary values) =>
        new(values.Select(pair => KeyValuePair.Create(pair.Key, pair.Value)), StringComparer.OrdinalIgnoreCase);
}
