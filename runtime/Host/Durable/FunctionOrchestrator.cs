using Embedded.DurableTask;
using Embedded.Functions.Worker;
using Embedded.Host.Functions;
using Embedded.Host.Invocation;

namespace Embedded.Host.Durable;

/// <summary>
/// An orchestrator function, as the engine runs it. Middleware runs around it as on Azure; it may look, but what it awaits beside
/// <c>next</c> must be complete already, or the engine reports a foreign await.
/// </summary>
internal sealed class FunctionOrchestrator(FunctionDescriptor function, FunctionInvoker invoker, IServiceProvider services) : ITaskOrchestrator
{
    public Type InputType => function.Method.GetParameters()
        .FirstOrDefault(parameter => parameter != function.TriggerParameter
            && parameter.ParameterType != typeof(FunctionContext) && parameter.ParameterType != typeof(CancellationToken))
        ?.ParameterType ?? typeof(object);

    public Type OutputType => function.ResultType == typeof(void) ? typeof(object) : function.ResultType;

    public Task<object?> RunAsync(TaskOrchestrationContext context, object? input) => invoker.InvokeAsync(
        function,
        new InvocationInput
        {
            Trigger = context,
            OrchestrationInput = input,
            BindingData = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase) { ["instanceId"] = context.InstanceId },
        },
        services,
        CancellationToken.None);
}
