using Embedded.DurableTask;
using Embedded.DurableTask.Client;
using Embedded.DurableTask.Testing;
using Embedded.DurableTask.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using ServerlessMlops.Engine.Tests.Support;

namespace ServerlessMlops.Engine.Tests.Behaviour;

public sealed class TestHostTests
{
    [Fact]
    public async Task The_test_host_runs_on_the_clock_it_is_given()
    {
        var time = new FakeTimeProvider(TestEngine.Epoch);
        await using var host = await DurableTaskTestHost.StartAsync(
            tasks => tasks.AddOrchestratorFunc<DateTime>("Sleep", async context =>
            {
                await context.CreateTimer(TimeSpan.FromDays(90), CancellationToken.None);
                return context.CurrentUtcDateTime;
            }),
            new DurableTaskTestHostOptions { ConfigureServices = services => services.AddSingleton<TimeProvider>(time) });

        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Sleep");
        time.Advance(TimeSpan.FromDays(90));
        var end = await host.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true);

        Assert.Equal(TestEngine.Epoch.AddDays(90).UtcDateTime, end.ReadOutputAs<DateTime>());
    }

    [Fact]
    public async Task Activities_get_services_of_the_host_in_a_scope_of_their_own()
    {
        await using var host = await DurableTaskTestHost.StartAsync(
            tasks => tasks
                .AddOrchestratorFunc<int>("Two", async context => await context.CallActivityAsync<int>("Count") + await context.CallActivityAsync<int>("Count"))
                .AddActivity("Count", typeof(CountActivity)),
            new DurableTaskTestHostOptions { ConfigureServices = services => services.AddScoped<Counter>() });

        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Two");

        Assert.Equal(2, (await host.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true)).ReadOutputAs<int>());
    }

    [Fact]
    public async Task A_generic_host_keeps_its_state_in_the_file_that_its_settings_name()
    {
        var path = TempFolder.File("state.db");
        IHost Host() => new HostBuilder()
            .ConfigureAppConfiguration(settings => settings.AddInMemoryCollection([KeyValuePair.Create("DurableTask:StatePath", (string?)path)]))
            .ConfigureServices(services => services
                .AddDurableTaskWorker(worker => worker.AddTasks(tasks => tasks.AddOrchestratorFunc<string>("Wait", context => context.WaitForExternalEvent<string>("go"))))
                .AddDurableTaskClient(_ => { }))
            .Build();
        using (var first = Host())
        {
            await first.StartAsync();
            await first.Services.GetRequiredService<DurableTaskClient>().ScheduleNewOrchestrationInstanceAsync("Wait", new StartOrchestrationOptions("w"));
            await first.StopAsync();
        }

        using var second = Host();
        await second.StartAsync();
        var client = second.Services.GetRequiredService<IDurableTaskClientProvider>().GetClient();
        await client.RaiseEventAsync("w", "go", "on");

        Assert.Equal("on", (await client.WaitForInstanceCompletionAsync("w", getInputsAndOutputs: true)).ReadOutputAs<string>());
    }

    private sealed class Counter
    {
        private int _count;

        public int Next() => ++_count;
    }

    private sealed class CountActivity(Counter counter) : TaskActivity<object?, int>
    {
        public override Task<int> RunAsync(TaskActivityContext context, object? input) => Task.FromResult(counter.Next());
    }
}
