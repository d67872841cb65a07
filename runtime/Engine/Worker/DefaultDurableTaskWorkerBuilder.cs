using Embedded.Engine.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Embedded.DurableTask.Worker;

/// <summary>Builds a worker; without a target of its own it is the embedded engine's.</summary>
public class DefaultDurableTaskWorkerBuilder : IDurableTaskWorkerBuilder
{
    public DefaultDurableTaskWorkerBuilder(string? name, IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        Name = name ?? string.Empty;
        Services = services;
    }

    public string Name { get; }

    public IServiceCollection Services { get; }

    public Type? BuildTarget { get; set; }

    public IHostedService Build(IServiceProvider serviceProvider)
    {
        ArgumentNullException.ThrowIfNull(serviceProvider);
        return BuildTarget is null
            ? new EngineWorker(serviceProvider.GetRequiredService<EngineProvider>().Get(Name))
            : (IHostedService)ActivatorUtilities.CreateInstance(serviceProvider, BuildTarget, Name);
    }
}
