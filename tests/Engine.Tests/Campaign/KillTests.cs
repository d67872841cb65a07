using Embedded.DurableTask.Client;
using Embedded.Engine.History;
using ServerlessMlops.Engine.Tests.Support;

namespace ServerlessMlops.Engine.Tests.Campaign;

/// <summary>Real processes, really killed: a dozen times, or 200 with <c>MLOPS_CAMPAIGN=full</c>.</summary>
public sealed class KillTests
{
    private const int Jobs = 8;
    private const int EffectsOfAJob = 8;

    private static int Kills => Environment.GetEnvironmentVariable("MLOPS_CAMPAIGN") is "full" or "soak" ? 200 : 12;

    [Fact]
    public async Task A_killed_process_loses_nothing_and_doubles_nothing()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("MLOPS_SEED"), out var given) ? given : Environment.TickCount;
        var random = new Random(seed);
        for (var kills = 0; kills < Kills;)
        {
            var state = TempFolder.File("state.db");
            var effects = Path.Combine(Path.GetDirectoryName(state)!, "effects");
            for (var done = false; !done;)
            {
                using var victim = new VictimProcess(state, effects, Jobs);
                done = await victim.ReadAsync(random.Next(1, 24));
                if (!done)
                {
                    await victim.KillAsync();
                    kills++;
                }
                else
                {
                    Assert.Equal(0, await victim.ExitAsync());
                }
            }

            Verify(state, effects, seed);
        }
    }

    [Fact]
    public async Task A_second_process_on_the_same_state_file_refuses_to_start()
    {
        var state = TempFolder.File("state.db");
        using var first = new TestEngine(_ => { }, TestEngine.File(state));

        using var second = new VictimProcess(state, Path.Combine(Path.GetDirectoryName(state)!, "effects"), 1);

        Assert.Equal(3, await second.ExitAsync());
    }

    private static void Verify(string state, string effects, int seed)
    {
        using var store = TestEngine.File(state);
        store.Open();
        Assert.True(store.Unfinished().Count == 0, $"Something was lost, seed {seed}");
        Assert.Equal(Jobs * EffectsOfAJob, Directory.GetFiles(effects).Length);
        for (var i = 0; i < Jobs; i++)
        {
            var job = store.Load($"job{i}");
            Assert.Equal(OrchestrationRuntimeStatus.Completed, job.Record!.Status);
            Assert.Equal($"\"job{i}:4\"", job.Record.Output);
            var answers = job.Turns.SelectMany(turn => turn.Received).OfType<TaskCompleted>().Select(done => done.TaskId).ToList();
            Assert.Equal(7, answers.Count);
            Assert.True(answers.Distinct().Count() == answers.Count, $"Something was doubled, seed {seed}");
        }
    }
}
