using Embedded.Engine.Store;
using ServerlessMlops.Engine.Tests.Support;

namespace ServerlessMlops.Engine.Tests.Campaign;

/// <summary>Faults at every commit, and at random. <c>MLOPS_CAMPAIGN=full</c> makes it 100,000 steps, <c>soak</c> a million.</summary>
public sealed class CrashCampaignTests
{
    private static readonly Fault[] Faults = [Fault.FailBefore, Fault.FailAfter, Fault.DieBefore, Fault.DieAfter];

    /// <summary>A run takes a second or two: one that stands still is a fault with a seed, not a machine that waits.</summary>
    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(3);

    private static int WantedSteps => Environment.GetEnvironmentVariable("MLOPS_CAMPAIGN") switch
    {
        "full" => 100_000,
        "soak" => 1_000_000,
        _ => 20_000,
    };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task A_fault_at_the_nth_commit_loses_and_doubles_nothing(int fault)
    {
        var plannedFault = Faults[fault - 1];
        for (var n = 1; ; n++)
        {
            var at = n;
            var run = new CampaignRun(new MemoryStore(), new CampaignTasks(), [new Job(2, 2, 2)], commit => commit == at ? plannedFault : Fault.None);
            await Labelled($"{plannedFault} at commit {n}", run.PlayAsync);
            if (run.Commits < n)
            {
                return;
            }
        }
    }

    [Fact]
    public async Task Random_faults_lose_and_double_nothing()
    {
        var steps = 0;
        var deaths = 0;
        var seed = int.TryParse(Environment.GetEnvironmentVariable("MLOPS_SEED"), out var given) ? given : Environment.TickCount;
        for (var round = 0; steps < WantedSteps; round++)
        {
            var random = new Random(seed + round);
            var tasks = new CampaignTasks();
            var rate = random.NextDouble() * 0.1;
            Job[] jobs = [.. Enumerable.Range(0, 40).Select(_ => new Job(random.Next(1, 20), random.Next(0, 40), random.Next(1, 4)))];
            var run = new CampaignRun(new MemoryStore(), tasks, jobs, _ =>
            {
                lock (random)
                {
                    return random.NextDouble() < rate ? Faults[random.Next(Faults.Length)] : Fault.None;
                }
            });
            await Labelled($"seed {seed + round} (MLOPS_SEED={seed + round} repeats it)", run.PlayAsync);
            steps += tasks.Executions;
            deaths += run.Deaths;
        }

        TestContext.Current.SendDiagnosticMessage($"{steps} step executions, {deaths} deaths, first seed {seed}");
        Assert.True(deaths > 0);
    }

    private static async Task Labelled(string label, Func<Task> run)
    {
        try
        {
            await Task.Run(run).WaitAsync(LongestRun);
        }
        catch (Exception error)
        {
            throw new InvalidOperationException($"The campaign failed with {label}", error);
        }
    }
}
