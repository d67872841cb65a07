using System.Collections.Concurrent;
using Embedded.DurableTask;
using Embedded.DurableTask.Worker;
using Embedded.Engine.Store;
using Embedded.Engine.Work;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Embedded.Engine.Hosting;

/// <summary>The engines of a host, by name: a worker and the clients of its name share one.</summary>
internal sealed class EngineProvider(
    IServiceProvider services, IEnumerable<WorkerName> workers, IOptionsMonitor<DurableTaskRegistry> registries, IOptionsMonitor<DurableTaskWorkerOptions> options)
    : IDisposable
{
    /// <summary>The setting that names the state file of the default engine; without it the state is in memory.</summary>
    public const string StatePathSetting = "DurableTask:StatePath";

    private readonly ConcurrentDictionary<string, Lazy<DurableEngine>> _engines = new(StringComparer.Ordinal);

    /// <summary>The engine of the name; a client whose name has no worker gets the only worker's.</summary>
    public DurableEngine Get(string name)
    {
        List<string> names = [.. workers.Select(worker => worker.Name)];
        var engine = names.Contains(name) || names.Count != 1 ? name : names[0];
        return _engines.GetOrAdd(engine, key => new Lazy<DurableEngine>(() => Make(key))).Value;
    }

    public void Dispose()
    {
        foreach (var engine in _engines.Values.Where(engine => engine.IsValueCreated))
        {
            engine.Value.Dispose();
        }
    }

    private DurableEngine Make(string name)
    {
        var worker = options.Get(name);
        var settings = new EngineOptions
        {
            StatePath = services.GetService<IConfiguration>()?[StatePathSetting] is { Length: > 0 } path ? name.Length == 0 ? path : $"{path}.{name}" : null,
            MaxConcurrentActivities = worker.Concurrency.MaximumConcurrentActivityWorkItems,
            MaxConcurrentOrchestrators = worker.Concurrency.MaximumConcurrentOrchestrationWorkItems,
            Versioning = worker.Versioning,
            Filter = worker.OrchestrationFilter ?? services.GetService<IOrchestrationFilter>(),
            Converter = worker.DataConverter,
        };
        return new DurableEngine(
            Store(settings.StatePath),
            registries.Get(name),
            settings,
            services,
            services.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance,
            services.GetService<TimeProvider>() ?? TimeProvider.System);
    }

    private IStateStore Store(string? path)
    {
        if (path is null)
        {
            return new MemoryStore();
        }

        // The engine does not know the rooms that know a database; the one that ships beside it is found by its name.
        var factory = services.GetService<IStateStoreFactory>()
            ?? (Type.GetType("Embedded.Sqlite.SqliteStoreFactory, Embedded.Sqlite") is { } type
                ? (IStateStoreFactory)ActivatorUtilities.CreateInstance(services, type)
                : throw new InvalidOperationException($"{StatePathSetting} names a state file; reference Embedded.Sqlite to keep one."));
        return factory.Create(path);
    }
}

/// <summary>A worker of this name is registered.</summary>
internal sealed record WorkerName(string Name);
