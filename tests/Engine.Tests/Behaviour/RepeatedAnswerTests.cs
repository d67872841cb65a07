using Embedded.DurableTask;
using Embedded.Engine.History;
using Embedded.Engine.Store;
using Embedded.Engine.Work;
using ServerlessMlops.Engine.Tests.Support;

namespace ServerlessMlops.Engine.Tests.Behaviour;

/// <summary>After a commit that failed and was stored all the same, a step may run again: its second answer is dropped.</summary>
public sealed class RepeatedAnswerTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_second_answer_to_one_call_is_not_written_into_the_history(bool suspended)
    {
        var state = new MemoryStore();
        var hold = new TaskCompletionSource();
        using var engine = new TestEngine(
            tasks => tasks
                .AddOrchestratorFunc<string, string>("Two", async (context, _) =>
                    await context.CallActivityAsync<string>("Held") + await context.WaitForExternalEvent<string>("go"))
                .AddActivityFunc<string, string>("Held", async (_, _) =>
                {
                    await hold.Task;
                    return "own";
                }),
            state);
        await engine.Client.ScheduleNewOrchestrationInstanceAsync("Two", new StartOrchestrationOptions("t"));
        if (suspended)
        {
            await engine.Client.SuspendInstanceAsync("t", "audit");
        }

        for (var i = 0; i < 50; i++)
        {
            engine.Engine.Post("t", new Message(new TaskCompleted(0, $"\"{i}\"")));
        }

        hold.SetResult();
        await engine.RestAsync();
        if (suspended)
        {
            await engine.Client.ResumeInstanceAsync("t");
        }

        await engine.Client.RaiseEventAsync("t", "go", "!");

        Assert.Equal("0!", (await engine.EndOfAsync("t")).ReadOutputAs<string>());
        Assert.Single(state.Load("t").Turns.SelectMany(turn => turn.Received).OfType<TaskCompleted>());
    }
}
