using System.Globalization;
using Embedded.DurableTask;
using Embedded.DurableTask.Client;
using Embedded.DurableTask.Core.Exceptions;
using Embedded.Engine;
using Embedded.Engine.Store;
using Embedded.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

// A process to be killed: takes up what the state file holds, starts what is missing, prints each effect, and DONE when all has ended.
// Arguments: the state file, a folder for effects (a file for each key), the number of jobs.
var (state, effects, count) = (args[0], args[1], int.Parse(args[2], CultureInfo.InvariantCulture));
Directory.CreateDirectory(effects);
using var host = new HostBuilder().ConfigureServices(services => services.AddEmbeddedDurableTask(
    tasks => tasks
        .AddOrchestratorFunc<int, string>("Job", async (context, steps) =>
        {
            for (var i = 0; i < steps; i++)
            {
                await context.CallActivityAsync("Effect", $"{context.InstanceId}.{i}");
                await context.CreateTimer(TimeSpan.FromMilliseconds(1), CancellationToken.None);
            }

            await Task.WhenAll(Enumerable.Range(0, 3).Select(i => context.CallActivityAsync("Effect", $"{context.InstanceId}.w{i}")));
            await context.CallSubOrchestratorAsync("Child", options: new SubOrchestrationOptions(instanceId: $"{context.InstanceId}.child"));
            return $"{context.InstanceId}:{steps}";
        })
        .AddOrchestratorFunc("Child", context => context.CallActivityAsync("Effect", $"{context.InstanceId}.e"))
        .AddActivityFunc<string>("Effect", (_, key) =>
        {
            File.WriteAllText(Path.Combine(effects, key), key);
            Console.WriteLine(key);
        }),
    new EngineOptions { StatePath = state })).Build();
try
{
    await host.StartAsync();
}
catch (StateInUseException error)
{
    Console.Error.WriteLine(error.Message);
    return 3;
}

var client = host.Services.GetRequiredService<DurableTaskClient>();
for (var i = 0; i < count; i++)
{
    try
    {
        await client.ScheduleNewOrchestrationInstanceAsync(
            "Job", 4, new StartOrchestrationOptions($"job{i}").WithDedupeStatuses([.. StartOrchestrationOptionsExtensions.ValidDedupeStatuses]));
    }
    catch (OrchestrationAlreadyExistsException)
    {
        // Started before the last kill.
    }
}

for (var i = 0; i < count; i++)
{
    await client.WaitForInstanceCompletionAsync($"job{i}");
}

Console.WriteLine("DONE");
await host.StopAsync();
return 0;
