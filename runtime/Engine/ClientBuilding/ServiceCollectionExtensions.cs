using Embedded.Engine.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Embedded.DurableTask.Client;

/// <summary>Clients in a generic host.</summary>
public static class ServiceCollectionExtensions
{
    /// <summary>Adds a client of this name, or gives the builder of the one that is there. The default one can be injected directly.</summary>
    public static IDurableTaskClientBuilder AddDurableTaskClient(this IServiceCollection services, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        name ??= string.Empty;
        var existing = services
            .Select(service => service.IsKeyedService ? null : service.ImplementationInstance)
            .OfType<IDurableTaskClientBuilder>()
            .FirstOrDefault(builder => builder.Name == name);
        if (existing is not null)
        {
            return existing;
        }

        var created = new DefaultDurableTaskClientBuilder(name, services);
        services.AddOptions();
        services.AddLogging();
        services.TryAddSingleton<EngineProvider>();
        services.TryAddSingleton<IDurableTaskClientProvider, ClientProvider>();
        services.AddSingleton<IDurableTaskClientBuilder>(created);
        if (name.Length == 0)
        {
            created.RegisterDirectly();
        }

        return created;
    }

    public static IServiceCollection AddDurableTaskClient(this IServiceCollection services, Action<IDurableTaskClientBuilder> configure) =>
        services.AddDurableTaskClient(string.Empty, configure);

    public static IServiceCollection AddDurableTaskClient(this IServiceCollection services, string name, Action<IDurableTaskClientBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        configure(services.AddDurableTaskClient(name));
        return services;
    }
}
