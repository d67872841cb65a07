using Embedded.Engine.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Embedded.DurableTask.Worker;

/// <summary>Workers in a generic host.</summary>
public static class ServiceCollectionExtensions
{
    /// <summary>Adds a worker of this name, or gives the builder of the one that is there.</summary>
    public static IDurableTaskWorkerBuilder AddDurableTaskWorker(this IServiceCollection services, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        name ??= string.Empty;
        var existing = services
            .Select(service => service.IsKeyedService ? null : service.ImplementationInstance)
            .OfType<IDurableTaskWorkerBuilder>()
            .FirstOrDefault(builder => builder.Name == name);
        if (existing is not null)
        {
            return existing;
        }

        var created = new DefaultDurableTaskWorkerBuilder(name, services);
        services.AddOptions();
        services.AddLogging();
        services.TryAddSingleton<EngineProvider>();
        services.AddSingleton(new WorkerName(name));
        services.AddSingleton<IDurableTaskWorkerBuilder>(created);
        services.AddSingleton(created.Build);
        return created;
    }

    public static IServiceCollection AddDurableTaskWorker(this IServiceCollection services, Action<IDurableTaskWorkerBuilder> configure) =>
        services.AddDurableTaskWorker(string.Empty, configure);

    public static IServiceCollection AddDurableTaskWorker(this IServiceCollection services, string name, Action<IDurableTaskWorkerBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        configure(services.AddDurableTaskWorker(name));
        return services;
    }
}
