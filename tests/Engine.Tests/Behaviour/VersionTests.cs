using Embedded.DurableTask;
using Embedded.DurableTask.Client;
using Embedded.Engine;
using Embedded.Engine.Store;
using ServerlessMlops.Engine.Tests.Support;
using static Embedded.DurableTask.Worker.DurableTaskWorkerOptions;

namespace ServerlessMlops.Engine.Tests.Behaviour;

public sealed class VersionTests
{
    [Fact]
    public async Task An_instance_runs_the_code_of_its_own_version()
    {
        using var engine = new TestEngine(tasks => tasks
            .AddOrchestratorFunc<object?, string>("Flow", "1.0", (context, _) => Task.FromResult($"one {context.Version}"))
            .AddOrchestratorFunc<object?, string>("Flow", "2.0", (context, _) => Task.FromResult($"two {context.CompareVersionTo("1.9")}")));

        Assert.Equal("one 1.0", (await engine.RunAsync("Flow", options: new StartOrchestrationOptions { Version = "1.0" })).ReadOutputAs<string>());
        Assert.Equal("two 1", (await engine.RunAsync("Flow", options: new StartOrchestrationOptions { Version = "2.0" })).ReadOutputAs<string>());
        Assert.Equal("OrchestratorTaskNotFound", (await engine.RunAsync("Flow", options: new StartOrchestrationOptions { Version = "3.0" })).FailureDetails!.ErrorType);
    }

    [Theory]
    [InlineData(VersionMatchStrategy.Strict, "1.0", false)]
    [InlineData(VersionMatchStrategy.Strict, "2.0", true)]
    [InlineData(VersionMatchStrategy.CurrentOrOlder, "1.0", true)]
    [InlineData(VersionMatchStrategy.CurrentOrOlder, "2.1", false)]
    [InlineData(VersionMatchStrategy.None, "9.9", true)]
    public async Task A_worker_takes_the_versions_that_its_strategy_names(VersionMatchStrategy strategy, string version, bool taken)
    {
        using var engine = new TestEngine(Tasks, options: Options(strategy, VersionFailureStrategy.Fail));

        var end = await engine.RunAsync("Flow", options: new StartOrchestrationOptions { Version = version });

        Assert.Equal(taken ? OrchestrationRuntimeStatus.Completed : OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Equal(taken ? null : "VersionMismatch", end.FailureDetails?.ErrorType);
    }

    [Fact]
    public async Task A_refused_version_waits_for_a_worker_that_takes_it()
    {
        var state = new MemoryStore();
        using (var old = new TestEngine(Tasks, state, options: Options(VersionMatchStrategy.Strict, VersionFailureStrategy.Reject)))
        {
            await old.Client.ScheduleNewOrchestrationInstanceAsync("Flow", new StartOrchestrationOptions("f") { Version = "3.0" });
            await old.RestAsync();
            Assert.Equal(OrchestrationRuntimeStatus.Pending, (await old.Client.GetInstanceAsync("f"))!.RuntimeStatus);
        }

        using var any = new TestEngine(Tasks, state);
        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await any.EndOfAsync("f")).RuntimeStatus);
    }

    private static EngineOptions Options(VersionMatchStrategy strategy, VersionFailureStrategy failure) =>
        new() { Versioning = new VersioningOptions { Version = "2.0", MatchStrategy = strategy, FailureStrategy = failure } };

    private static void Tasks(DurableTaskRegistry tasks) => tasks.AddOrchestratorFunc("Flow", _ => Task.CompletedTask);
}
