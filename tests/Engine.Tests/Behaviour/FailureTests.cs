using Embedded.DurableTask;
using Embedded.DurableTask.Client;
using Embedded.Engine;
using ServerlessMlops.Engine.Tests.Support;

namespace ServerlessMlops.Engine.Tests.Behaviour;

public sealed class FailureTests
{
    [Fact]
    public async Task A_failure_tells_its_cause_through_every_level()
    {
        using var engine = new TestEngine(tasks => tasks
            .AddOrchestratorFunc("Top", context => context.CallSubOrchestratorAsync("Middle"))
            .AddOrchestratorFunc("Middle", context => context.CallActivityAsync("Break"))
            .AddActivityFunc("Break", _ => throw new InvalidOperationException("broken", new FormatException("inside"))));

        var end = await engine.RunAsync("Top");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.True(end.FailureDetails!.IsCausedBy<TaskFailedException>());
        var activity = end.FailureDetails.InnerFailure!.InnerFailure!;
        Assert.True(activity.IsCausedBy<InvalidOperationException>());
        Assert.False(activity.IsCausedBy<FormatException>());
        Assert.True(activity.InnerFailure!.IsCausedBy<FormatException>());
        Assert.Equal("broken", activity.ErrorMessage);
    }

    [Fact]
    public async Task A_policy_retries_with_growing_waits_and_gives_up_in_time()
    {
        var at = new List<TimeSpan>();
        using var engine = new TestEngine(tasks => tasks
            .AddOrchestratorFunc("Retry", context => context.CallActivityAsync(
                "Break", TaskOptions.FromRetryPolicy(new RetryPolicy(5, TimeSpan.FromSeconds(1), 2, TimeSpan.FromSeconds(3)))))
            .AddActivityFunc("Break", _ => throw new TimeoutException()));

        var end = await engine.RunAsync("Retry");
        var history = await engine.Client.GetOrchestrationHistoryAsync(end.InstanceId);
        at.AddRange(history.OfType<Embedded.DurableTask.Core.History.TimerCreatedEvent>().Select(timer => timer.FireAt - timer.Timestamp));

        Assert.Equal([1, 2, 3, 3], at.Select(wait => wait.TotalSeconds));
        Assert.Equal(5, history.OfType<Embedded.DurableTask.Core.History.TaskFailedEvent>().Count());
        Assert.True(end.FailureDetails!.InnerFailure!.IsCausedBy<TimeoutException>());
    }

    [Fact]
    public async Task A_handler_decides_by_the_failure_and_may_wait()
    {
        var calls = 0;
        using var engine = new TestEngine(tasks => tasks
            .AddOrchestratorFunc<int>("Handled", async context => await context.CallActivityAsync<int>("Third", new TaskOptions(new TaskRetryOptions(async retry =>
            {
                await retry.OrchestrationContext.CreateTimer(TimeSpan.FromMinutes(retry.LastAttemptNumber), retry.CancellationToken);
                return retry.LastFailure.IsCausedBy<TimeoutException>();
            }))))
            .AddActivityFunc("Third", _ => Interlocked.Increment(ref calls) < 3 ? throw new TimeoutException() : calls));

        Assert.Equal(3, (await engine.RunAsync("Handled")).ReadOutputAs<int>());
        Assert.Equal(TestEngine.Epoch.AddMinutes(3), engine.Time.GetUtcNow());
    }

    [Fact]
    public async Task A_policy_asks_whether_a_failure_is_worth_it()
    {
        var calls = 0;
        using var engine = new TestEngine(tasks => tasks
            .AddOrchestratorFunc("Choosy", context => context.CallActivityAsync("Break", TaskOptions.FromRetryPolicy(
                new RetryPolicy(5, TimeSpan.FromSeconds(1)) { HandleFailure = failure => !failure.IsCausedBy<FormatException>() })))
            .AddActivityFunc("Break", _ => { calls++; throw new FormatException(); }));

        await engine.RunAsync("Choosy");

        Assert.Equal(1, calls);
    }

    [Fact]
    public async Task What_is_not_registered_fails_at_once_and_by_name()
    {
        using var engine = new TestEngine(tasks => tasks.AddOrchestratorFunc(
            "Lost", context => context.CallActivityAsync("Nowhere", TaskOptions.FromRetryPolicy(new RetryPolicy(9, TimeSpan.FromDays(1))))));

        Assert.Equal("ActivityTaskNotFound", (await engine.RunAsync("Lost")).FailureDetails!.InnerFailure!.ErrorType);
        Assert.Equal("OrchestratorTaskNotFound", (await engine.RunAsync("Nowhere")).FailureDetails!.ErrorType);
    }

    [Fact]
    public async Task A_message_of_five_megabytes_is_bounded_and_named_by_its_digest()
    {
        using var engine = new TestEngine(tasks => tasks
            .AddOrchestratorFunc("Loud", context => context.CallActivityAsync("Shout"))
            .AddActivityFunc("Shout", _ => throw new InvalidOperationException(new string('!', 5 << 20))));

        var message = (await engine.RunAsync("Loud")).FailureDetails!.InnerFailure!.ErrorMessage;

        Assert.InRange(message.Length, FailureDetailsFactory.MaxTextLength, FailureDetailsFactory.MaxTextLength + 200);
        Assert.Contains("5242880 characters in all, sha256 ", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bounds_are_typed_errors_where_they_are_passed()
    {
        var limits = new EngineLimits { MaxPayload = 100, MaxCustomStatus = 10, MaxOpenTasks = 5, MaxHistory = 40 };
        using var engine = new TestEngine(
            tasks => tasks
                .AddOrchestratorFunc("Input", context => context.CallActivityAsync("Echo", new string('x', 200)))
                .AddOrchestratorFunc("Output", context => context.CallActivityAsync("Grow"))
                .AddOrchestratorFunc("Status", context => { context.SetCustomStatus(new string('x', 20)); })
                .AddOrchestratorFunc("Wide", context => Task.WhenAll(Enumerable.Range(0, 9).Select(_ => context.CallActivityAsync("Echo"))))
                .AddOrchestratorFunc("Long", async context => { while (true) { await context.CallActivityAsync("Echo"); } })
                .AddActivityFunc<string?, string?>("Echo", (_, text) => text)
                .AddActivityFunc("Grow", _ => new string('x', 200)),
            options: new EngineOptions { Limits = limits });

        Assert.True((await engine.RunAsync("Input")).FailureDetails!.IsCausedBy<PayloadTooLargeException>());
        Assert.True((await engine.RunAsync("Output")).FailureDetails!.InnerFailure!.IsCausedBy<PayloadTooLargeException>());
        Assert.True((await engine.RunAsync("Status")).FailureDetails!.IsCausedBy<PayloadTooLargeException>());
        Assert.True((await engine.RunAsync("Wide")).FailureDetails!.IsCausedBy<TooManyOpenTasksException>());
        Assert.True((await engine.RunAsync("Long")).FailureDetails!.IsCausedBy<HistoryTooLongException>());
        await Assert.ThrowsAsync<PayloadTooLargeException>(() => engine.Client.ScheduleNewOrchestrationInstanceAsync("Input", new string('x', 200)));
        await Assert.ThrowsAsync<PayloadTooLargeException>(
            () => engine.Client.ScheduleNewOrchestrationInstanceAsync("Input", new StartOrchestrationOptions(new string('i', 101))));
        await Assert.ThrowsAsync<ArgumentException>(() => engine.Client.ScheduleNewOrchestrationInstanceAsync("Input", new StartOrchestrationOptions("a/b")));
    }

    [Fact]
    public async Task Entities_say_that_they_are_left_out()
    {
        using var engine = new TestEngine(tasks => tasks.AddOrchestratorFunc("Entity", context => { _ = context.Entities; }));

        Assert.True((await engine.RunAsync("Entity")).FailureDetails!.IsCausedBy<NotSupportedException>());
        Assert.Throws<NotSupportedException>(() => engine.Client.Entities);
    }
}
