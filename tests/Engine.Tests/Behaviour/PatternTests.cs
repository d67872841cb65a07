using Embedded.DurableTask;
using Embedded.DurableTask.Client;
using ServerlessMlops.Engine.Tests.Support;

namespace ServerlessMlops.Engine.Tests.Behaviour;

public sealed class PatternTests
{
    [Fact]
    public async Task Activities_run_one_after_the_other_and_their_results_make_the_output()
    {
        using var engine = new TestEngine(tasks => tasks
            .AddOrchestratorFunc<string, string>("Chain", async (context, name) =>
                await context.CallActivityAsync<string>("Greet", name) + await context.CallActivityAsync<string>("Greet", "you"))
            .AddActivityFunc<string, string>("Greet", (_, name) => $"hello {name};"));

        var end = await engine.RunAsync("Chain", "me");

        Assert.Equal(OrchestrationRuntimeStatus.Completed, end.RuntimeStatus);
        Assert.Equal("hello me;hello you;", end.ReadOutputAs<string>());
    }

    [Fact]
    public async Task A_fan_out_gathers_all_results_in_the_order_of_the_calls()
    {
        using var engine = new TestEngine(tasks => tasks
            .AddOrchestratorFunc<int, int[]>("Fan", async (context, n) =>
                await Task.WhenAll(Enumerable.Range(0, n).Select(i => context.CallActivityAsync<int>("Square", i))))
            .AddActivityFunc<int, int>("Square", (_, i) => i * i));

        var end = await engine.RunAsync("Fan", 100);

        Assert.Equal(Enumerable.Range(0, 100).Select(i => i * i), end.ReadOutputAs<int[]>());
    }

    [Fact]
    public async Task A_sub_orchestration_returns_its_output_and_knows_its_parent()
    {
        using var engine = new TestEngine(tasks => tasks
            .AddOrchestratorFunc<string>("Parent", context => context.CallSubOrchestratorAsync<string>("Child", 4, new SubOrchestrationOptions(instanceId: "kid")))
            .AddOrchestratorFunc<int, string>("Child", (context, n) => $"{context.Parent!.Name}/{context.Parent.InstanceId}:{n}"));

        var end = await engine.RunAsync("Parent", options: new StartOrchestrationOptions("mum"));

        Assert.Equal("Parent/mum:4", end.ReadOutputAs<string>());
        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await engine.Client.GetInstanceAsync("kid"))!.RuntimeStatus);
    }

    [Fact]
    public async Task A_ninety_day_approval_with_reminders_runs_in_no_time()
    {
        var reminders = new List<DateTimeOffset>();
        using var engine = new TestEngine(tasks => tasks
            .AddOrchestratorFunc<string>("Approval", async context =>
            {
                var deadline = context.CurrentUtcDateTime.AddDays(90);
                while (context.CurrentUtcDateTime < deadline)
                {
                    try
                    {
                        return await context.WaitForExternalEvent<string>("vote", TimeSpan.FromHours(6));
                    }
                    catch (TaskCanceledException)
                    {
                        await context.CallActivityAsync("Remind", context.CurrentUtcDateTime);
                    }
                }

                return "expired";
            })
            .AddActivityFunc<DateTime>("Remind", (_, at) => reminders.Add(new DateTimeOffset(at))));

        var end = await engine.RunAsync("Approval");

        Assert.Equal("expired", end.ReadOutputAs<string>());
        Assert.Equal(360, reminders.Count);
        Assert.Equal(reminders.Order(), reminders);
        Assert.Equal(TestEngine.Epoch.AddDays(90), reminders[^1]);
    }

    [Fact]
    public async Task Continuing_as_new_keeps_the_events_that_no_one_took()
    {
        using var engine = new TestEngine(tasks => tasks.AddOrchestratorFunc<int, int>("Count", async (context, sum) =>
        {
            if (sum >= 6)
            {
                return sum;
            }

            sum += await context.WaitForExternalEvent<int>("Add");
            context.ContinueAsNew(sum);
            return 0;
        }));

        var id = await engine.Client.ScheduleNewOrchestrationInstanceAsync("Count", 0);
        await Task.WhenAll(engine.Client.RaiseEventAsync(id, "add", 1), engine.Client.RaiseEventAsync(id, "ADD", 2), engine.Client.RaiseEventAsync(id, "Add", 3));

        Assert.Equal(6, (await engine.EndOfAsync(id)).ReadOutputAs<int>());
    }

    [Fact]
    public async Task An_instance_goes_on_in_another_engine_where_the_first_one_left_it()
    {
        var path = TempFolder.File("state.db");
        var calls = 0;
        void Tasks(DurableTaskRegistry tasks) => tasks
            .AddOrchestratorFunc<string>("Wait", async context =>
            {
                var first = await context.CallActivityAsync<int>("Once");
                var heard = await context.WaitForExternalEvent<string>("go");
                return $"{first} {heard} {await context.CallActivityAsync<int>("Once")}";
            })
            .AddActivityFunc("Once", _ => Interlocked.Increment(ref calls));
        using (var first = new TestEngine(Tasks, TestEngine.File(path)))
        {
            await first.Client.ScheduleNewOrchestrationInstanceAsync("Wait", new StartOrchestrationOptions("one"));
            await first.RestAsync();
        }

        using var second = new TestEngine(Tasks, TestEngine.File(path));
        await second.Client.RaiseEventAsync("one", "go", "now");

        Assert.Equal("1 now 2", (await second.EndOfAsync("one")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task What_is_called_and_not_awaited_runs_and_its_result_reaches_no_later_generation()
    {
        var ran = new List<string>();
        using var engine = new TestEngine(tasks => tasks
            .AddOrchestratorFunc<int, string>("Forget", async (context, generation) =>
            {
                if (generation == 0)
                {
                    _ = context.CallActivityAsync<string>("Say", "forgotten");
                    context.ContinueAsNew(1);
                    return string.Empty;
                }

                return await context.CallActivityAsync<string>("Say", "awaited");
            })
            .AddActivityFunc<string, string>("Say", (_, text) =>
            {
                lock (ran)
                {
                    ran.Add(text);
                }

                return text;
            }));

        var end = await engine.RunAsync("Forget", 0);
        await engine.RestAsync();

        Assert.Equal("awaited", end.ReadOutputAs<string>());
        Assert.Equal(["awaited", "forgotten"], ran.Order());
    }
}
