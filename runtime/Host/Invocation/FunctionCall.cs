using System.Reflection;
using Embedded.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Embedded.Host.Invocation;

/// <summary>
/// The innermost step: binds the parameters, calls the method and keeps what it returned. Nothing here leaves the caller's
/// synchronization context, because an orchestrator's turn must end on the thread that plays it.
/// </summary>
internal static class FunctionCall
{
    public static async Task RunAsync(FunctionContext context)
    {
        var invocation = (HostFunctionContext)context;
        var function = invocation.Function;
        var arguments = new object?[function.Binders.Count];
        for (var i = 0; i < arguments.Length; i++)
        {
            arguments[i] = function.Binders[i](invocation);
        }
        var instance = function.Method.IsStatic ? null : Create(function.Method.DeclaringType!, context);
        try
        {
            var returned = function.Method.Invoke(instance, BindingFlags.DoNotWrapExceptions, null, arguments, null);
            context.GetInvocationResult().Value = await ResultOf(returned, function.ResultType);
        }
        finally
        {
            await DisposeAsync(instance);
        }
    }

    private static object? Create(Type type, FunctionContext context) =>
        context.InstanceServices.GetService<IFunctionActivator>() is { } activator
            ? activator.CreateInstance(type, context)
            : ActivatorUtilities.CreateInstance(context.InstanceServices, type);

    private static async Task<object?> ResultOf(object? returned, Type result)
    {
        var task = returned switch
        {
            Task already => already,
            ValueTask plain => plain.AsTask(),
            { } value when value.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(ValueTask<>) =>
                (Task)type.GetMethod(nameof(ValueTask<int>.AsTask))!.Invoke(value, null)!,
            _ => null,
        };
        if (task is null)
        {
            return returned;
        }
        await task;
        return result == typeof(void) ? null : task.GetType().GetProperty(nameof(Task<int>.Result))!.GetValue(task);
    }

    private static async ValueTask DisposeAsync(object? instance)
    {
        if (instance is IAsyncDisposable asynchronous)
        {
            await asynchronous.DisposeAsync();
        }
        else if (instance is IDisposable disposable)
        {
            disposable.Dispose();
        }
    }
}
