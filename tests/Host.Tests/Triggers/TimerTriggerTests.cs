using Microsoft.Extensions.DependencyInjection;
using ServerlessMlops.Host.Tests.Running;

namespace ServerlessMlops.Host.Tests.Triggers;

public sealed class TimerTriggerTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(15);
    private readonly string folder = RunningHost.NewFolder();

    [Fact]
    public async Task A_timer_runs_when_its_time_has_come()
    {
        var time = new WatchedTime(Noon);
        var plan = Plan(typeof(EveryMinute), time);
        await using var host = await RunningHost.StartAsync(plan);
        await time.SomeoneWaitsAsync(LongestWait);
        time.Advance(TimeSpan.FromSeconds(59));
        await time.SomeoneWaitsAsync(TimeSpan.FromSeconds(1));
        Assert.True(plan.Seen.IsEmpty);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("12:01:00 on time, next 12:02:00", await plan.Seen.NextAsync());
    }

    [Fact]
    public async Task What_was_missed_while_the_host_was_down_runs_once()
    {
        var before = new WatchedTime(Noon);
        await using (await RunningHost.StartAsync(Plan(typeof(EveryMinute), before)))
        {
            await before.SomeoneWaitsAsync(LongestWait);
        }
        var after = new WatchedTime(Noon.AddHours(3).AddSeconds(10));
        var plan = Plan(typeof(EveryMinute), after);
        await using (await RunningHost.StartAsync(plan))
        {
            Assert.Equal("15:00:10 past due, next 15:01:00", await plan.Seen.NextAsync());
            await after.SomeoneWaitsAsync(LongestWait);
            Assert.True(plan.Seen.IsEmpty);
            after.Advance(TimeSpan.FromSeconds(50));
            Assert.Equal("15:01:00 on time, next 15:02:00", await plan.Seen.NextAsync());
        }
    }

    [Fact]
    public async Task A_clock_set_back_delays_a_timer_and_does_not_repeat_it()
    {
        var time = new WatchedTime(Noon);
        await using (await RunningHost.StartAsync(Plan(typeof(EveryMinute), time)))
        {
            await time.SomeoneWaitsAsync(LongestWait);
        }
        var earlier = new WatchedTime(Noon.AddHours(-2));
        var plan = Plan(typeof(EveryMinute), earlier);
        await using (await RunningHost.StartAsync(plan))
        {
            await earlier.SomeoneWaitsAsync(LongestWait);
            earlier.Advance(TimeSpan.FromHours(2));
            await earlier.SomeoneWaitsAsync(LongestWait);
            Assert.True(plan.Seen.IsEmpty);
        }
    }

    [Fact]
    public async Task A_timer_may_ask_to_run_at_every_start()
    {
        var plan = Plan(typeof(AtStart), new WatchedTime(Noon));
        await using var host = await RunningHost.StartAsync(plan);
        Assert.Equal("started", await plan.Seen.NextAsync());
    }

    [Fact]
    public async Task A_failed_timer_is_tried_again_as_its_attribute_says()
    {
        var time = new WatchedTime(Noon);
        var plan = Plan(typeof(Retried), time);
        await using var host = await RunningHost.StartAsync(plan);
        Assert.Equal("try 0 of 1", await plan.Seen.NextAsync());
        await time.SomeoneWaitsAsync(TimeSpan.FromSeconds(7));
        time.Advance(TimeSpan.FromSeconds(7));
        Assert.Equal("try 1 of 1", await plan.Seen.NextAsync());
        await time.SomeoneWaitsAsync(LongestWait);
        Assert.True(plan.Seen.IsEmpty);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private HostPlan Plan(Type functions, TimeProvider time) => new(functions)
    {
        Folder = folder,
        ServesHttp = false,
        Settings = ["Schedule=0 * * * * *"],
        Configure = builder => builder.Services.AddSingleton(time),
    };

    internal sealed class EveryMinute(Sightings seen, TimeProvider time)
    {
        [Function("EveryMinute")]
        public void Run([TimerTrigger("%Schedule%")] TimerInfo timer) =>
            seen.Add($"{time.GetUtcNow():HH:mm:ss} {(timer.IsPastDue ? "past due" : "on time")}, next {timer.ScheduleStatus!.Next:HH:mm:ss}");
    }

    internal sealed class AtStart(Sightings seen)
    {
        [Function("AtStart")]
        public void Run([TimerTrigger("0 0 0 1 1 *", RunOnStartup = true)] TimerInfo timer) => seen.Add("started");
    }

    internal sealed class Retried(Sightings seen)
    {
        [Function("Retried"), FixedDelayRetry(1, "00:00:07")]
        public void Run([TimerTrigger("0 0 0 1 1 *", RunOnStartup = true)] TimerInfo timer, FunctionContext context)
        {
            seen.Add($"try {context.RetryContext.RetryCount} of {context.RetryContext.MaxRetryCount}");
            throw new InvalidOperationException("as asked");
        }
    }
}
