using Embedded.DurableTask;
using Embedded.Host.Functions;
using Embedded.Host.Invocation;

namespace Embedded.Host.Durable;

/// <summary>An activity function, as the engine runs it.</summary>
internal sealed class FunctionActivity(FunctionDescriptor function, FunctionInvoker invoker, ActivityStop stop) : ITaskActivity
{
    public Type InputType => function.TriggerParameter.ParameterType;

    public Type OutputType => function.ResultType == typeof(void) ? typeof(object) : function.ResultType;

    public async Task<object?> RunAsync(TaskActivityContext context, object? input)
    {
        var invocation = new InvocationInput
        {
            Trigger = input,
            BindingData = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase) { ["instanceId"] = context.InstanceId },
        };
        try
        {
            return await invoker.InvokeAsync(function, invocation, stop.Token);
        }
        catch (Exception) when (stop.Token.IsCancellationRequested)
        {
            // What fails while the host stops did not fail: it never ends here, as if the process had been killed, and the next
            // start runs it again.
            return await new TaskCompletionSource<object?>().Task;
        }
    }
}
