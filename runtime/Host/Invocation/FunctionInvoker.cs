using Embedded.Functions.Worker;
using Embedded.Functions.Worker.Middleware;
using Embedded.Host.Functions;
using Embedded.Host.Settings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Embedded.Host.Invocation;

/// <summary>Runs functions through the app's middleware.</summary>
internal sealed partial class FunctionInvoker(
    PipelineBuilder pipeline, IServiceScopeFactory scopes, HostSettings settings, TimeProvider time, ILogger<FunctionInvoker> log)
{
    private readonly FunctionExecutionDelegate run = pipeline.Build(FunctionCall.RunAsync);

    /// <summary>Runs a function in a scope of its own, within the time that host.json allows.</summary>
    /// <returns>What it returned, or what middleware put in its place.</returns>
    /// <exception cref="Exception">Whatever the function or middleware threw, after it was logged.</exception>
    public async Task<object?> InvokeAsync(FunctionDescriptor function, InvocationInput input, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        using var timeout = new CancellationTokenSource(settings.FunctionTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, timeout.Token);
        return await InvokeAsync(function, input, scope.ServiceProvider, either.Token);
    }

    /// <summary>Runs a function in the caller's scope. Stays on the caller's synchronization context.</summary>
    public async Task<object?> InvokeAsync(
        FunctionDescriptor function, InvocationInput input, IServiceProvider services, CancellationToken cancellation)
    {
        var context = new HostFunctionContext(function, input, services, cancellation);
        try
        {
            await run(context);
            return context.GetInvocationResult().Value;
        }
        catch (Exception error) when (LogFailure(context, error))
        {
            throw;
        }
    }

    // A filter, so that the stack is still that of the throw.
    private bool LogFailure(HostFunctionContext context, Exception error)
    {
        if (context.Function.Trigger is not OrchestrationTriggerAttribute)
        {
            Failed(error, context.Function.Name, context.InvocationId);
        }
        return true;
    }

    [LoggerMessage(LogLevel.Error, "Function '{Function}' failed in invocation {InvocationId}")]
    private partial void Failed(Exception error, string function, string invocationId);
}
