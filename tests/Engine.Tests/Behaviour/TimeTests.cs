using Embedded.DurableTask;
using ServerlessMlops.Engine.Tests.Support;

namespace ServerlessMlops.Engine.Tests.Behaviour;

public sealed class TimeTests
{
    [Fact]
    public async Task A_clock_that_jumps_fires_each_timer_once_and_never_before_its_time()
    {
        var fired = new List<DateTimeOffset>();
        using var engine = new TestEngine(tasks => tasks
            .AddOrchestratorFunc<DateTime>("Timer", async context =>
            {
                await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
                await context.CallActivityAsync("Fired");
                return context.CurrentUtcDateTime;
            })
            .AddActivityFunc("Fired", _ => fired.Add(default)));
        await engine.Client.ScheduleNewOrchestrationInstanceAsync("Timer", new StartOrchestrationOptions("t"));
        await engine.RestAsync();

        engine.Time.AdjustTime(TestEngine.Epoch.AddHours(-2));
        engine.Time.Advance(TimeSpan.FromHours(2.5));
        await engine.RestAsync();
        Assert.Empty(fired);

        engine.Time.AdjustTime(TestEngine.Epoch.AddDays(3));
        engine.Time.Advance(TimeSpan.FromMinutes(2));
        await engine.RestAsync();
        engine.Time.Advance(TimeSpan.FromDays(1));
        await engine.RestAsync();

        Assert.Single(fired);
        Assert.InRange((await engine.Client.GetInstanceAsync("t", true))!.ReadOutputAs<DateTime>(), TestEngine.Epoch.AddHours(1).UtcDateTime, TestEngine.Epoch.AddDays(4).UtcDateTime);
    }

    [Fact]
    public async Task A_timer_of_the_same_time_fires_in_each_of_two_thousand_instances()
    {
        var due = TestEngine.Epoch.AddDays(7).UtcDateTime;
        using var engine = new TestEngine(
            tasks => tasks.AddOrchestratorFunc<DateTime>("Same", async context =>
            {
                await context.CreateTimer(due, CancellationToken.None);
                return context.CurrentUtcDateTime;
            }),
            options: new Embedded.Engine.EngineOptions { MaxCachedInstances = 100 });
        var ids = await Task.WhenAll(Enumerable.Range(0, 2000).Select(i => engine.Client.ScheduleNewOrchestrationInstanceAsync("Same")));
        await engine.RestAsync();

        engine.Time.Advance(TimeSpan.FromDays(7));
        await engine.RestAsync();

        Assert.All(ids, id => Assert.Equal(due, engine.Client.GetInstanceAsync(id, true).Result!.ReadOutputAs<DateTime>()));
    }

    [Fact]
    public async Task A_cancelled_timer_does_not_hold_the_instance()
    {
        using var engine = new TestEngine(tasks => tasks.AddOrchestratorFunc<string>("Race", async context =>
        {
            using var cancel = new CancellationTokenSource();
            var timer = context.CreateTimer(TimeSpan.FromDays(30), cancel.Token);
            await context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
            cancel.Cancel();
            await Assert.ThrowsAsync<TaskCanceledException>(() => timer);
            return "won";
        }));

        Assert.Equal("won", (await engine.RunAsync("Race")).ReadOutputAs<string>());
        Assert.Equal(TestEngine.Epoch.AddDays(1), engine.Time.GetUtcNow());
    }
}
