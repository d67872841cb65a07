using Embedded.Engine.Client;
using Embedded.Engine.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Embedded.DurableTask.Client;

/// <summary>Builds a client; without a target of its own it is the embedded engine's.</summary>
public class DefaultDurableTaskClientBuilder : IDurableTaskClientBuilder
{
    public DefaultDurableTaskClientBuilder(string? name, IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        Name = name ?? string.Empty;
        Services = services;
    }

    public string Name { get; }

    public IServiceCollection Services { get; }

    public Type? BuildTarget { get; set; }

    public DurableTaskClient Build(IServiceProvider serviceProvider)
    {
        ArgumentNullException.ThrowIfNull(serviceProvider);
        if (BuildTarget is not null)
        {
            return (DurableTaskClient)ActivatorUtilities.CreateInstance(serviceProvider, BuildTarget, Name);
        }

        var options = serviceProvider.GetRequiredService<IOptionsMonitor<DurableTaskClientOptions>>().Get(Name);
        return new EngineClient(Name, serviceProvider.GetRequiredService<EngineProvider>().Get(Name), options.DataConverter, options.DefaultVersion);
    }
}
