using Embedded.DurableTask;
using Embedded.DurableTask.Client;
using ServerlessMlops.Engine.Tests.Support;

namespace ServerlessMlops.Engine.Tests.Behaviour;

public sealed class EventTests
{
    [Fact]
    public async Task Several_waiters_on_one_name_are_served_last_come_first()
    {
        using var engine = new TestEngine(tasks => tasks.AddOrchestratorFunc<string>("Stack", async context =>
        {
            var first = context.WaitForExternalEvent<int>("e");
            var second = context.WaitForExternalEvent<int>("e");
            var third = context.WaitForExternalEvent<int>("e");
            await Task.WhenAll(first, second, third);
            return $"{await first}{await second}{await third}";
        }));
        var id = await engine.Client.ScheduleNewOrchestrationInstanceAsync("Stack");
        foreach (var n in (int[])[1, 2, 3])
        {
            await engine.Client.RaiseEventAsync(id, "E", n);
        }

        Assert.Equal("321", (await engine.EndOfAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task A_wait_that_timed_out_swallows_no_later_event()
    {
        using var engine = new TestEngine(tasks => tasks.AddOrchestratorFunc<string>("Late", async context =>
        {
            await Assert.ThrowsAsync<TaskCanceledException>(() => context.WaitForExternalEvent<string>("e", TimeSpan.FromDays(4)));
            return await context.WaitForExternalEvent<string>("e");
        }));
        var id = await engine.Client.ScheduleNewOrchestrationInstanceAsync("Late");
        await engine.PlayAsync();
        await engine.Client.RaiseEventAsync(id, "e", "heard");

        Assert.Equal("heard", (await engine.EndOfAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Events_wait_for_an_instance_that_has_not_begun_and_stay_in_order()
    {
        using var engine = new TestEngine(tasks => tasks.AddOrchestratorFunc<string>("Three", async context =>
            await context.WaitForExternalEvent<string>("a") + await context.WaitForExternalEvent<string>("A") + await context.WaitForExternalEvent<string>("b")));
        await engine.Client.ScheduleNewOrchestrationInstanceAsync("Three", new StartOrchestrationOptions("t", TestEngine.Epoch.AddDays(1)));
        await engine.Client.RaiseEventAsync("t", "b", "3");
        await engine.Client.RaiseEventAsync("t", "a", "1");
        await engine.Client.RaiseEventAsync("t", "a", "2");

        Assert.Equal(OrchestrationRuntimeStatus.Pending, (await engine.Client.GetInstanceAsync("t"))!.RuntimeStatus);
        var end = await engine.EndOfAsync("t");

        Assert.Equal("123", end.ReadOutputAs<string>());
        Assert.Equal(TestEngine.Epoch.AddDays(1), end.LastUpdatedAt);
    }

    [Fact]
    public async Task Two_types_for_one_name_at_the_same_time_are_refused()
    {
        using var engine = new TestEngine(tasks => tasks.AddOrchestratorFunc("Types", async context =>
        {
            _ = context.WaitForExternalEvent<int>("e");
            await context.WaitForExternalEvent<string>("e");
        }));

        Assert.True((await engine.RunAsync("Types")).FailureDetails!.IsCausedBy<ArgumentException>());
    }

    [Fact]
    public async Task Events_that_are_not_to_be_kept_end_with_their_generation()
    {
        using var engine = new TestEngine(tasks => tasks.AddOrchestratorFunc<int, string>("Drop", async (context, generation) =>
        {
            var word = await context.WaitForExternalEvent<string>("e");
            if (generation == 0)
            {
                context.ContinueAsNew(1, preserveUnprocessedEvents: false);
            }

            return word;
        }));
        var id = await engine.Client.ScheduleNewOrchestrationInstanceAsync("Drop", 0, new StartOrchestrationOptions("d", TestEngine.Epoch.AddHours(1)));
        await engine.Client.RaiseEventAsync(id, "e", "first");
        await engine.Client.RaiseEventAsync(id, "e", "dropped");
        await engine.PlayAsync();
        await engine.Client.RaiseEventAsync(id, "e", "second");

        Assert.Equal("second", (await engine.EndOfAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task An_event_to_no_one_and_to_an_ended_instance_is_dropped()
    {
        using var engine = new TestEngine(tasks => tasks.AddOrchestratorFunc("End", _ => Task.CompletedTask));
        var end = await engine.RunAsync("End");

        await engine.Client.RaiseEventAsync("nobody", "e", 1);
        await engine.Client.RaiseEventAsync(end.InstanceId, "e", 1);

        Assert.Null(await engine.Client.GetInstanceAsync("nobody"));
        Assert.Empty(engine.Engine.Store.Unfinished());
    }
}
