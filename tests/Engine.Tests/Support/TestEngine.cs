using Embedded.DurableTask;
using Embedded.DurableTask.Client;
using Embedded.Engine;
using Embedded.Engine.Client;
using Embedded.Engine.Store;
using Embedded.Engine.Work;
using Embedded.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace ServerlessMlops.Engine.Tests.Support;

/// <summary>An engine over a store, in virtual time, with its client. Disposing it is the end of the process, as far as it can tell.</summary>
internal sealed class TestEngine : IDisposable
{
    public static readonly DateTimeOffset Epoch = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly ServiceProvider _services;

    public TestEngine(
        Action<DurableTaskRegistry> tasks,
        IStateStore? store = null,
        FakeTimeProvider? time = null,
        EngineOptions? options = null,
        ILoggerFactory? loggers = null,
        Action<IServiceCollection>? configure = null,
        bool start = true)
    {
        var registry = new DurableTaskRegistry();
        tasks(registry);
        Time = time ?? new FakeTimeProvider(Epoch);
        var services = new ServiceCollection();
        configure?.Invoke(services);
        _services = services.BuildServiceProvider();
        Engine = new DurableEngine(store ?? new MemoryStore(), registry, options ?? new EngineOptions(), _services, loggers ?? NullLoggerFactory.Instance, Time);
        Client = new EngineClient(string.Empty, Engine, Engine.Options.Converter, Engine.Options.DefaultVersion);
        if (start)
        {
            Engine.StartWork();
        }
    }

    public FakeTimeProvider Time { get; }

    public DurableEngine Engine { get; }

    public DurableTaskClient Client { get; }

    public static SqliteStore File(string path) => new(path, NullLogger.Instance);

    /// <summary>Starts an instance and waits for its end, moving time to each next timer.</summary>
    public async Task<OrchestrationMetadata> RunAsync(string name, object? input = null, StartOrchestrationOptions? options = null)
    {
        var id = await Client.ScheduleNewOrchestrationInstanceAsync(name, input, options);
        return await EndOfAsync(id);
    }

    /// <summary>Waits for the end of an instance, moving time to each next timer.</summary>
    public async Task<OrchestrationMetadata> EndOfAsync(string id)
    {
        await PlayAsync(() => Client.GetInstanceAsync(id).Result!.IsCompleted);
        return (await Client.GetInstanceAsync(id, true))!;
    }

    /// <summary>Lets everything come to rest, then moves time to the next timer, until there is none or enough is done.</summary>
    public async Task PlayAsync(Func<bool>? enough = null, DateTimeOffset? until = null)
    {
        while (true)
        {
            await Engine.Busy.WhenAtRest().WaitAsync(TimeSpan.FromSeconds(30));
            if (enough?.Invoke() == true || Engine.NextDue is not { } due || due > (until ?? DateTimeOffset.MaxValue).UtcDateTime)
            {
                return;
            }

            var wait = due - Time.GetUtcNow().UtcDateTime;
            Time.Advance(wait > TimeSpan.Zero ? wait : TimeSpan.FromTicks(1));
        }
    }

    public Task RestAsync() => Engine.Busy.WhenAtRest().WaitAsync(TimeSpan.FromSeconds(30));

    public void Dispose()
    {
        Engine.Dispose();
        _services.Dispose();
    }
}
