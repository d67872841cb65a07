using Embedded.DurableTask;
using Embedded.Engine;
using Embedded.Engine.Store;
using Microsoft.Extensions.Logging;
using ServerlessMlops.Engine.Tests.Support;

namespace ServerlessMlops.Engine.Tests.Behaviour;

public sealed class DeterminismTests
{
    [Fact]
    public async Task Changed_code_under_a_live_instance_is_named_by_index_expected_and_actual()
    {
        var state = new MemoryStore();
        void Tasks(DurableTaskRegistry tasks, string second) => tasks
            .AddOrchestratorFunc("Flow", async context =>
            {
                await context.CallActivityAsync("First");
                await context.CallActivityAsync(second);
                await context.WaitForExternalEvent<string>("never");
            })
            .AddActivityFunc("First", _ => { })
            .AddActivityFunc("Second", _ => { })
            .AddActivityFunc("Other", _ => { });
        using (var before = new TestEngine(tasks => Tasks(tasks, "Second"), state))
        {
            await before.Client.ScheduleNewOrchestrationInstanceAsync("Flow", new StartOrchestrationOptions("f"));
            await before.RestAsync();
        }

        using var after = new TestEngine(tasks => Tasks(tasks, "Other"), state);
        var end = await after.EndOfAsync("f");

        Assert.True(end.FailureDetails!.IsCausedBy<NonDeterministicOrchestrationException>());
        Assert.Contains("at event 3 the history holds activity 'Second' (#1), the code asked for activity 'Other' (#1)", end.FailureDetails.ErrorMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Run")]
    [InlineData("Delay")]
    [InlineData("ConfigureAwait")]
    [InlineData("Yield")]
    public async Task Awaiting_what_the_context_did_not_make_is_refused(string kind)
    {
        using var engine = new TestEngine(tasks => tasks
            .AddOrchestratorFunc<string, int>("Foreign", async (context, how) =>
            {
                switch (how)
                {
                    case "Run":
                        await Task.Run(() => Task.Delay(5));
                        break;
                    case "Delay":
                        await Task.WhenAny(Task.Delay(5), context.WaitForExternalEvent<int>("never"));
                        break;
                    case "ConfigureAwait":
                        await context.CallActivityAsync("Nothing").ConfigureAwait(false);
                        break;
                    default:
                        await Task.Yield();
                        return 1;
                }

                await context.CallActivityAsync("Nothing");
                return 0;
            })
            .AddActivityFunc("Nothing", _ => { }));

        var id = await engine.Client.ScheduleNewOrchestrationInstanceAsync("Foreign", kind);
        var end = await engine.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true).WaitAsync(TimeSpan.FromSeconds(30));

        if (kind == "Yield")
        {
            // Yielding stays on the turn: there is nothing foreign in it.
            Assert.Equal(1, end.ReadOutputAs<int>());
        }
        else
        {
            Assert.True(end.FailureDetails!.IsCausedBy<ForeignAwaitException>());
        }
    }

    [Fact]
    public async Task Ids_and_times_are_the_same_on_replay_and_logs_are_written_once()
    {
        var state = new MemoryStore();
        var logs = new CountingLoggers();
        var seen = new List<(Guid Id, DateTime At)>();
        void Tasks(DurableTaskRegistry tasks) => tasks.AddOrchestratorFunc("Ids", async context =>
        {
            var logger = context.CreateReplaySafeLogger("Ids");
            logger.LogInformation("begin");
            seen.Add((context.NewGuid(), context.CurrentUtcDateTime));
            seen.Add((context.NewGuid(), context.CurrentUtcDateTime));
            await context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
            logger.LogInformation("end");
        });
        using (var first = new TestEngine(Tasks, state, loggers: logs))
        {
            await first.Client.ScheduleNewOrchestrationInstanceAsync("Ids", new StartOrchestrationOptions("i"));
            await first.RestAsync();
        }

        using var second = new TestEngine(Tasks, state, loggers: logs);
        await second.EndOfAsync("i");

        Assert.Equal(4, seen.Count);
        Assert.Equal(seen[..2], seen[2..]);
        Assert.NotEqual(seen[0].Id, seen[1].Id);
        Assert.Equal(5, seen[0].Id.Version);
        Assert.Equal(["begin", "end"], logs.Lines);
    }

    private sealed class CountingLoggers : ILoggerFactory, ILogger
    {
        private bool _listening;

        public List<string> Lines { get; } = [];

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public ILogger CreateLogger(string categoryName)
        {
            _listening = categoryName == "Ids";
            return this;
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => _listening;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add(formatter(state, exception));

        public void Dispose()
        {
        }
    }
}
