using Embedded.DurableTask;
using Embedded.Engine.Replay;
using Embedded.Engine.Store;
using ServerlessMlops.Engine.Tests.Support;

namespace ServerlessMlops.Engine.Tests.Behaviour;

public sealed class GoldenHistoryTests
{
    [Fact]
    public async Task A_saved_history_replays_and_an_altered_one_is_refused()
    {
        using var engine = new TestEngine(tasks => tasks
            .AddOrchestratorFunc<string>("Story", async context =>
            {
                await context.CallActivityAsync("Begin", 1);
                await context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
                try
                {
                    await context.CallActivityAsync("Fail");
                }
                catch (TaskFailedException failure) when (failure.IsCausedByException<InvalidOperationException>())
                {
                    context.SendEvent("other", "failed", failure.FailureDetails.ErrorMessage);
                }

                return "end";
            })
            .AddActivityFunc<int>("Begin", (_, _) => { })
            .AddActivityFunc("Fail", _ => throw new InvalidOperationException("no")));
        await engine.RunAsync("Story", options: new StartOrchestrationOptions("s"));

        var json = GoldenHistory.Save(engine.Engine.Store, "s");

        Assert.Null(Replay(json));
        var altered = Replay(json.Replace("\"name\": \"Fail\"", "\"name\": \"Else\"", StringComparison.Ordinal));
        Assert.Equal((5, "activity 'Else' (#2)", "activity 'Fail' (#2)"), (altered!.Index, altered.Expected, altered.Actual));
        var shortened = Replay(json.Replace("InvalidOperationException", "TimeoutException", StringComparison.Ordinal));
        Assert.Equal("event 'failed' to 'other' (#3)", shortened!.Expected);
        Assert.Equal("nothing", shortened.Actual);
        Assert.Throws<StateUnreadableException>(() => Replay("{"));

        Embedded.Engine.NonDeterministicOrchestrationException? Replay(string text) =>
            GoldenHistory.Replay(text, engine.Engine.Catalog, engine.Engine.Services, engine.Engine.Replay);
    }
}
