using Embedded.DurableTask;
using Embedded.DurableTask.Client;
using Embedded.Engine;
using Embedded.Engine.Client;
using Embedded.Engine.Work;
using Embedded.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace ServerlessMlops.Benchmarks;

/// <summary>The embedded engine on a state file, with the workloads of the benchmark.</summary>
internal sealed class BenchEngine : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().BuildServiceProvider();

    public BenchEngine(string folder)
    {
        var registry = new DurableTaskRegistry();
        registry
            .AddOrchestratorFunc<int, int>("HelloSequence", async (context, steps) =>
            {
                for (var i = 0; i < steps; i++)
                {
                    await context.CallActivityAsync<string>("Hello", "you");
                }

                return steps;
            })
            .AddOrchestratorFunc<int, int>("FanOut", async (context, width) =>
                (await Task.WhenAll(Enumerable.Range(0, width).Select(i => context.CallActivityAsync<int>("Echo", i)))).Length)
            .AddOrchestratorFunc<int, int>("Events", async (context, rounds) =>
            {
                for (var i = 0; i < rounds; i++)
                {
                    await context.WaitForExternalEvent<int>("ping");
                    context.SetCustomStatus(i);
                }

                return rounds;
            })
            .AddActivityFunc<string, string>("Hello", (_, name) => $"hello {name}")
            .AddActivityFunc<int, int>("Echo", (_, i) => i);
        var store = new SqliteStore(Path.Combine(folder, "engine", "state.db"), NullLogger.Instance);
        Engine = new DurableEngine(store, registry, new EngineOptions(), _services, NullLoggerFactory.Instance, TimeProvider.System);
        Client = new EngineClient(string.Empty, Engine, Engine.Options.Converter, string.Empty);
        Engine.StartWork();
    }

    public DurableEngine Engine { get; }

    public DurableTaskClient Client { get; }

    public async Task RunAsync(string name, int input)
    {
        var id = await Client.ScheduleNewOrchestrationInstanceAsync(name, input);
        await Client.WaitForInstanceCompletionAsync(id);
    }

    public void Dispose()
    {
        Engine.Dispose();
        _services.Dispose();
    }
}
