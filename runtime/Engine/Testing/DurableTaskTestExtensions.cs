using Embedded.DurableTask.Client;
using Embedded.DurableTask.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Embedded.DurableTask.Testing;

/// <summary>The engine in memory, in a host of one's own.</summary>
public static class DurableTaskTestExtensions
{
    /// <summary>Adds worker and client over a state in memory.</summary>
    public static IServiceCollection AddInMemoryDurableTask(
        this IServiceCollection services, Action<DurableTaskRegistry> configureTasks, InMemoryDurableTaskOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(configureTasks);
        services.AddDurableTaskWorker().AddTasks(configureTasks);
        services.AddDurableTaskClient();
        return services;
    }
}
