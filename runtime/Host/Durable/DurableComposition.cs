using Azure.Core.Serialization;
using Embedded.DurableTask;
using Embedded.Engine;
using Embedded.Functions.Worker;
using Embedded.Host.Functions;
using Embedded.Host.Invocation;
using Embedded.Host.Settings;
using Embedded.Host.State;
using Embedded.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Embedded.Host.Durable;

/// <summary>Hands orchestrator and activity functions to the engine, whose state lies in the host's folder.</summary>
internal static class DurableComposition
{
    public static void Add(IServiceCollection services, IReadOnlyList<FunctionDescriptor> functions)
    {
        services.AddSingleton<ActivityStop>();
        services.AddEmbeddedDurableTask(registry => Register(registry, functions), Options);
    }

    private static void Register(DurableTaskRegistry registry, IEnumerable<FunctionDescriptor> functions)
    {
        foreach (var function in functions)
        {
            switch (function.Trigger)
            {
                case OrchestrationTriggerAttribute { Orchestration: var name }:
                    registry.Add(name ?? function.Name, TaskVersion.Unversioned, ITaskOrchestrator (services) =>
                        new FunctionOrchestrator(function, services.GetRequiredService<FunctionInvoker>(), services));
                    break;
                case ActivityTriggerAttribute { Activity: var name }:
                    registry.Add(name ?? function.Name, TaskVersion.Unversioned, ITaskActivity (services) =>
                        new FunctionActivity(function, services.GetRequiredService<FunctionInvoker>(), services.GetRequiredService<ActivityStop>()));
                    break;
            }
        }
    }

    private static EngineOptions Options(IServiceProvider services)
    {
        var settings = services.GetRequiredService<HostSettings>();
        return new EngineOptions
        {
            StatePath = services.GetRequiredService<StateFolder>().EngineFile,
            MaxConcurrentActivities = settings.MaxActivities,
            MaxConcurrentOrchestrators = settings.MaxOrchestrators,
            DefaultVersion = settings.DefaultVersion,
            Converter = new SerializerConverter(services.GetRequiredService<ObjectSerializer>()),
        };
    }
}
