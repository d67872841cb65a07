using Embedded.DurableTask;
using Embedded.DurableTask.Client;
using Embedded.Engine;
using Embedded.Engine.Client;
using Embedded.Engine.Hosting;
using Embedded.Engine.Store;
using Embedded.Engine.Work;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Embedded.Sqlite;

/// <summary>The way in for a host: one call brings engine, client and worker.</summary>
internal static class EmbeddedDurableTaskServices
{
    /// <summary>
    /// Registers the engine (a singleton that opens its state when first asked for), <see cref="DurableTaskClient"/>, and a hosted
    /// service that lets it work from the host's start to its stop. Time is the registered <see cref="TimeProvider"/>, or the system's.
    /// Activities are made by their factory in a scope of their own for each call; an orchestrator in one that lasts for its generation in memory.
    /// Resolving any of it throws <see cref="StateInUseException"/> when another process has the state file.
    /// </summary>
    public static IServiceCollection AddEmbeddedDurableTask(
        this IServiceCollection services, Action<DurableTaskRegistry> tasks, Func<IServiceProvider, EngineOptions> options)
    {
        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider =>
        {
            var registry = new DurableTaskRegistry();
            tasks(registry);
            var settings = options(provider);
            var loggers = provider.GetRequiredService<ILoggerFactory>();
            IStateStore store = settings.StatePath is { } path ? new SqliteStore(path, loggers.CreateLogger<SqliteStore>()) : new MemoryStore();
            return new DurableEngine(store, registry, settings, provider, loggers, provider.GetRequiredService<TimeProvider>());
        });
        services.AddSingleton<DurableTaskClient>(provider =>
        {
            var engine = provider.GetRequiredService<DurableEngine>();
            return new EngineClient(string.Empty, engine, engine.Options.ClientConverter ?? engine.Options.Converter, engine.Options.DefaultVersion);
        });
        services.AddSingleton<IHostedService, EngineWorker>();
        return services;
    }

    /// <inheritdoc cref="AddEmbeddedDurableTask(IServiceCollection, Action{DurableTaskRegistry}, Func{IServiceProvider, EngineOptions})"/>
    public static IServiceCollection AddEmbeddedDurableTask(this IServiceCollection services, Action<DurableTaskRegistry> tasks, EngineOptions options) =>
        services.AddEmbeddedDurableTask(tasks, _ => options);
}
