using System.Reflection;
using Embedded.DurableTask.Client;
using Embedded.Functions.Worker;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Embedded.Host.Functions;

/// <summary>Which value a parameter is given.</summary>
internal static class ParameterBinders
{
    /// <param name="function">The function's name, for the message.</param>
    /// <param name="parameter">The parameter.</param>
    /// <param name="trigger">The function's trigger.</param>
    /// <param name="names">Names that the trigger gives a value for: of its route or of its pattern.</param>
    /// <exception cref="BindingUnknownException">Nothing of ours fits it.</exception>
    public static ParameterBinder For(string function, ParameterInfo parameter, Attribute trigger, IReadOnlySet<string> names)
    {
        var type = parameter.ParameterType;
        if (parameter.GetCustomAttributes().Any(attribute => BindingTypes.OfTrigger(attribute) is not null))
        {
            return context => context.Input.Trigger;
        }
        if (parameter.GetCustomAttribute<DurableClientAttribute>() is not null)
        {
            return type == typeof(DurableTaskClient)
                ? context => context.InstanceServices.GetRequiredService<DurableTaskClient>()
                : throw Unknown($"[DurableClient] binds to {nameof(DurableTaskClient)}");
        }
        if (type == typeof(FunctionContext))
        {
            return context => context;
        }
        if (type == typeof(CancellationToken))
        {
            return context => context.CancellationToken;
        }
        if (trigger is HttpTriggerAttribute && type == typeof(HttpRequest))
        {
            return context => context.Input.Http!.Request;
        }
        if (parameter.Name is { } name && names.Contains(name))
        {
            return TextValues.Supports(type)
                ? context => TextValues.Convert(context.BindingContext.BindingData.GetValueOrDefault(name), parameter)
                : throw Unknown("a value of a route or pattern binds to a string, number, Guid, bool or date");
        }
        if (trigger is OrchestrationTriggerAttribute)
        {
            return context => context.Input.OrchestrationInput;
        }
        throw Unknown("it has no binding that this host knows");

        BindingUnknownException Unknown(string expected) =>
            new($"Function '{function}': parameter '{parameter.Name}' is a {type.Name}; {expected}.");
    }
}
