using System.Net.Http.Json;
using Microsoft.AspNetCore.Http;
using ServerlessMlops.Host.Tests.Running;

namespace ServerlessMlops.Host.Tests.Durable;

public sealed class DurableFunctionTests
{
    [Fact]
    public async Task An_http_function_starts_an_orchestration_that_calls_activities_and_waits_for_an_event()
    {
        var plan = new HostPlan(typeof(Functions));
        await using var host = await RunningHost.StartAsync(plan);
        using var answer = await host.Http.PostAsJsonAsync("/api/orders", new Order("tea", 2));
        var id = await answer.Content.ReadAsStringAsync();
        Assert.Equal("activity for tea, instance known", await plan.Seen.NextAsync());
        var client = host.Get<DurableTaskClient>();
        await client.RaiseEventAsync(id, "approved", "ana");
        var done = await client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true).WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(OrchestrationRuntimeStatus.Completed, done.RuntimeStatus);
        Assert.Equal("Receipt { Text = tea x 2, By = ana }", done.ReadOutputAs<Receipt>()!.ToString());
    }

    [Fact]
    public async Task Middleware_runs_around_orchestrators_and_activities()
    {
        var plan = new HostPlan(typeof(Functions)) { Configure = builder => builder.UseMiddleware<Noting>() };
        await using var host = await RunningHost.StartAsync(plan);
        var client = host.Get<DurableTaskClient>();
        var id = await client.ScheduleNewOrchestrationInstanceAsync("Ship", new Order("oil", 1));
        Assert.Equal("before Ship orchestrationTrigger", await plan.Seen.NextAsync());
        Assert.Equal("before Pack activityTrigger", await plan.Seen.NextAsync());
        Assert.Equal("activity for oil, instance known", await plan.Seen.NextAsync());
        Assert.Equal("after Pack", await plan.Seen.NextAsync());
        await client.RaiseEventAsync(id, "approved", "ana");
        Assert.Equal("after Ship", await plan.Seen.NextAsync());
    }

    [Fact]
    public async Task An_activity_cut_short_by_a_stop_runs_again_after_the_next_start_and_has_not_failed()
    {
        var folder = RunningHost.NewFolder();
        var first = new HostPlan(typeof(Slow)) { Folder = folder };
        string id;
        await using (var host = await RunningHost.StartAsync(first))
        {
            id = await host.Get<DurableTaskClient>().ScheduleNewOrchestrationInstanceAsync("CallSlow");
            Assert.Equal("begun", await first.Seen.NextAsync());
        }
        var second = new HostPlan(typeof(Slow)) { Folder = folder, Settings = ["Hurry=true"] };
        await using (var host = await RunningHost.StartAsync(second))
        {
            Assert.Equal("begun", await second.Seen.NextAsync());
            var done = await host.Get<DurableTaskClient>().WaitForInstanceCompletionAsync(id).WaitAsync(TimeSpan.FromSeconds(20));
            Assert.Equal(OrchestrationRuntimeStatus.Completed, done.RuntimeStatus);
        }
        Directory.Delete(folder, recursive: true);
    }

    internal sealed record Order(string Item, int Count);

    internal sealed record Receipt(string Text, string By);

    internal sealed class Functions(Sightings seen)
    {
        [Function("Start")]
        public static async Task<IResult> Start(
            [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "orders")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
            Results.Text(await durable.ScheduleNewOrchestrationInstanceAsync("Ship", await request.ReadFromJsonAsync<Order>()));

        [Function("Ship")]
        public static async Task<Receipt> Ship([OrchestrationTrigger] TaskOrchestrationContext context, Order order)
        {
            var text = await context.CallActivityAsync<string>("Pack", order);
            return new Receipt(text, await context.WaitForExternalEvent<string>("approved"));
        }

        [Function("Pack")]
        public string Pack([ActivityTrigger] Order order, FunctionContext context)
        {
            seen.Add($"activity for {order.Item}, instance {(context.BindingContext.BindingData["instanceId"] is string ? "known" : "unknown")}");
            return $"{order.Item} x {order.Count}";
        }
    }

    internal sealed class Slow(Sightings seen, Microsoft.Extensions.Configuration.IConfiguration settings)
    {
        [Function("CallSlow")]
        public static Task CallSlow([OrchestrationTrigger] TaskOrchestrationContext context) => context.CallActivityAsync("Wait");

        [Function("Wait")]
        public async Task Wait([ActivityTrigger] string? nothing, CancellationToken cancellation)
        {
            seen.Add("begun");
            if (settings["Hurry"] is null)
            {
                await Task.Delay(Timeout.Infinite, cancellation);
            }
        }
    }

    internal sealed class Noting(Sightings seen) : IFunctionsWorkerMiddleware
    {
        public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            seen.Add($"before {context.FunctionDefinition.Name} {context.FunctionDefinition.InputBindings.Values.Single().Type}");
            await next(context);
            seen.Add($"after {context.FunctionDefinition.Name}");
        }
    }
}
