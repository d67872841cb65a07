using Embedded.DurableTask;
using Embedded.DurableTask.Client;
using Embedded.DurableTask.Core.Exceptions;
using Embedded.DurableTask.Core.History;
using Embedded.Engine.Store;
using ServerlessMlops.Engine.Tests.Support;

namespace ServerlessMlops.Engine.Tests.Behaviour;

public sealed class SteeringTests
{
    [Fact]
    public async Task A_suspended_instance_keeps_what_comes_and_goes_on_when_resumed()
    {
        using var engine = new TestEngine(Waiting);
        await engine.Client.ScheduleNewOrchestrationInstanceAsync("Wait", new StartOrchestrationOptions("w"));
        await engine.Client.SuspendInstanceAsync("w", "audit");
        await engine.Client.RaiseEventAsync("w", "go", "late");
        await engine.RestAsync();
        Assert.Equal(OrchestrationRuntimeStatus.Suspended, (await engine.Client.GetInstanceAsync("w"))!.RuntimeStatus);

        await engine.Client.ResumeInstanceAsync("w");

        Assert.Equal("late", (await engine.EndOfAsync("w")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Termination_reaches_the_children_when_asked_to_and_a_pending_instance_at_once()
    {
        using var engine = new TestEngine(tasks =>
        {
            Waiting(tasks);
            tasks.AddOrchestratorFunc("Parent", context => context.CallSubOrchestratorAsync("Wait", options: new SubOrchestrationOptions(instanceId: "kid")));
        });
        await engine.Client.ScheduleNewOrchestrationInstanceAsync("Parent", new StartOrchestrationOptions("mum"));
        await engine.Client.ScheduleNewOrchestrationInstanceAsync("Wait", new StartOrchestrationOptions("later", TestEngine.Epoch.AddDays(1)));
        await engine.RestAsync();

        await engine.Client.TerminateInstanceAsync("mum", new TerminateInstanceOptions("enough", Recursive: true));
        await engine.Client.TerminateInstanceAsync("later");
        await engine.RestAsync();

        Assert.Equal("enough", (await engine.Client.GetInstanceAsync("mum", true))!.ReadOutputAs<string>());
        foreach (var id in (string[])["mum", "kid", "later"])
        {
            Assert.Equal(OrchestrationRuntimeStatus.Terminated, (await engine.Client.GetInstanceAsync(id))!.RuntimeStatus);
        }

        Assert.Equal(2, (await engine.Client.PurgeInstanceAsync("mum", new PurgeInstanceOptions(Recursive: true))).PurgedInstanceCount);
        Assert.Null(await engine.Client.GetInstanceAsync("kid"));
    }

    [Fact]
    public async Task A_start_is_refused_in_the_states_named_and_else_takes_the_place_of_the_old_instance()
    {
        using var engine = new TestEngine(Waiting);
        var all = new StartOrchestrationOptions("w").WithDedupeStatuses([.. StartOrchestrationOptionsExtensions.ValidDedupeStatuses]);
        await engine.Client.ScheduleNewOrchestrationInstanceAsync("Wait", all);

        await Assert.ThrowsAsync<OrchestrationAlreadyExistsException>(() => engine.Client.ScheduleNewOrchestrationInstanceAsync("Wait", all));
        await engine.Client.ScheduleNewOrchestrationInstanceAsync("Wait", "second", new StartOrchestrationOptions("w"));
        Assert.Equal("second", (await engine.Client.GetInstanceAsync("w", true))!.ReadInputAs<string>());

        await engine.Client.RaiseEventAsync("w", "go", "x");
        await engine.EndOfAsync("w");
        await Assert.ThrowsAsync<OrchestrationAlreadyExistsException>(() => engine.Client.ScheduleNewOrchestrationInstanceAsync("Wait", all));
        await engine.Client.ScheduleNewOrchestrationInstanceAsync("Wait", new StartOrchestrationOptions("w"));
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await engine.Client.GetInstanceAsync("w"))!.RuntimeStatus);
    }

    [Fact]
    public async Task A_late_result_of_a_terminated_instance_is_dropped_even_when_the_id_lives_again()
    {
        var release = new TaskCompletionSource<int>();
        var calls = 0;
        using var engine = new TestEngine(tasks => tasks
            .AddOrchestratorFunc<int>("Slow", context => context.CallActivityAsync<int>("Hang"))
            .AddActivityFunc("Hang", async _ => Interlocked.Increment(ref calls) == 1 ? await release.Task : 2));
        await engine.Client.ScheduleNewOrchestrationInstanceAsync("Slow", new StartOrchestrationOptions("s"));
        await engine.Client.TerminateInstanceAsync("s");
        await engine.Client.PurgeInstanceAsync("s");

        await engine.Client.ScheduleNewOrchestrationInstanceAsync("Slow", new StartOrchestrationOptions("s"));
        release.SetResult(1);

        Assert.Equal(2, (await engine.EndOfAsync("s")).ReadOutputAs<int>());
    }

    [Fact]
    public async Task A_rewound_instance_calls_again_what_failed_and_nothing_else()
    {
        var calls = new List<string>();
        var healed = false;
        using var engine = new TestEngine(tasks => tasks
            .AddOrchestratorFunc<string>("Top", async context =>
            {
                var first = await context.CallActivityAsync<string>("Note", "top");
                return first + await context.CallSubOrchestratorAsync<string>("Sub", options: new SubOrchestrationOptions(instanceId: "sub"));
            })
            .AddOrchestratorFunc<string>("Sub", async context => await context.CallActivityAsync<string>("Note", "sub") + await context.CallActivityAsync<string>("Heal"))
            .AddActivityFunc<string, string>("Note", (_, text) => { calls.Add(text); return text; })
            .AddActivityFunc("Heal", _ => healed ? "well" : throw new InvalidOperationException("ill")));
        await engine.Client.ScheduleNewOrchestrationInstanceAsync("Top", new StartOrchestrationOptions("top"));
        Assert.Equal(OrchestrationRuntimeStatus.Failed, (await engine.EndOfAsync("top")).RuntimeStatus);

        healed = true;
        await engine.Client.RewindInstanceAsync("top", "healed");

        Assert.Equal("topsubwell", (await engine.EndOfAsync("top")).ReadOutputAs<string>());
        Assert.Equal(["top", "sub"], calls);
        Assert.Contains(await engine.Client.GetOrchestrationHistoryAsync("top"), item => item.EventType == EventType.ExecutionRewound);
        await Assert.ThrowsAsync<InvalidOperationException>(() => engine.Client.RewindInstanceAsync("top", "again"));
    }

    [Fact]
    public async Task A_failure_of_the_code_itself_is_rewound_to_before_its_last_turn()
    {
        var mended = false;
        using var engine = new TestEngine(tasks => tasks.AddOrchestratorFunc<string>("Code", async context =>
        {
            var word = await context.WaitForExternalEvent<string>("e");
            return mended ? word : throw new InvalidOperationException("a slip of the pen");
        }));
        await engine.Client.ScheduleNewOrchestrationInstanceAsync("Code", new StartOrchestrationOptions("c"));
        await engine.Client.RaiseEventAsync("c", "e", "kept");
        Assert.Equal(OrchestrationRuntimeStatus.Failed, (await engine.EndOfAsync("c")).RuntimeStatus);

        mended = true;
        await engine.Client.RewindInstanceAsync("c", "mended");

        Assert.Equal("kept", (await engine.EndOfAsync("c")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task A_restart_begins_again_with_the_same_input()
    {
        using var engine = new TestEngine(tasks => tasks.AddOrchestratorFunc<string, string>("Echo", (_, text) => text));
        var first = await engine.RunAsync("Echo", "again", new StartOrchestrationOptions("e"));

        Assert.Equal("e", await engine.Client.RestartAsync("e"));
        var other = await engine.Client.RestartAsync("e", restartWithNewInstanceId: true);

        Assert.NotEqual("e", other);
        Assert.Equal("again", (await engine.EndOfAsync("e")).ReadOutputAs<string>());
        Assert.Equal("again", (await engine.EndOfAsync(other)).ReadOutputAs<string>());
        await Assert.ThrowsAsync<ArgumentException>(() => engine.Client.RestartAsync("nobody"));
    }

    [Fact]
    public async Task What_is_stored_before_the_worker_starts_runs_when_it_does()
    {
        var state = new MemoryStore();
        using (var idle = new TestEngine(Waiting, state, start: false))
        {
            await idle.Client.ScheduleNewOrchestrationInstanceAsync("Wait", new StartOrchestrationOptions("w"));
            await idle.Client.RaiseEventAsync("w", "go", "early");
            Assert.Equal(OrchestrationRuntimeStatus.Pending, (await idle.Client.GetInstanceAsync("w"))!.RuntimeStatus);
        }

        using var engine = new TestEngine(Waiting, state);
        Assert.Equal("early", (await engine.EndOfAsync("w")).ReadOutputAs<string>());
    }

    private static void Waiting(DurableTaskRegistry tasks) =>
        tasks.AddOrchestratorFunc<string>("Wait", context => context.WaitForExternalEvent<string>("go"));
}
