using System.Collections.Concurrent;
using Embedded.DurableTask;

namespace ServerlessMlops.Engine.Tests.Campaign;

/// <summary>
/// The work of the campaign: every kind of step an orchestration has. Each effect has a key; the world outside keeps one entry a key,
/// and counts how often it was asked.
/// </summary>
internal sealed class CampaignTasks
{
    private readonly ConcurrentDictionary<string, int> _effects = new(StringComparer.Ordinal);
    private int _executions;

    /// <summary>Activities that ran, the repeated ones included.</summary>
    public int Executions => _executions;

    public IReadOnlyDictionary<string, int> Effects => _effects;

    public void Register(DurableTaskRegistry tasks) => tasks
        .AddOrchestratorFunc<Job, string>("Job", JobAsync)
        .AddOrchestratorFunc<int, int>("Child", ChildAsync)
        .AddOrchestratorFunc<Rounds, string>("Rounds", RoundsAsync)
        .AddActivityFunc<string, int>("Effect", (_, key) =>
        {
            Interlocked.Increment(ref _executions);
            return _effects.AddOrUpdate(key, 1, (_, count) => count + 1) > 0 ? key.Length : 0;
        })
        .AddActivityFunc<string, int>("Flaky", (_, key) =>
        {
            Interlocked.Increment(ref _executions);
            return _effects.AddOrUpdate(key, 1, (_, count) => count + 1) % 3 == 0 ? 1 : throw new InvalidOperationException(key);
        });

    /// <summary>What a job with these numbers must say at its end.</summary>
    public static string Expected(string id, Job job) =>
        $"{job.Steps * 3}/{job.Width}/{job.Children * (job.Children - 1) / 2}/{id}";

    public static IEnumerable<string> ExpectedEffects(string id, Job job) =>
        Enumerable.Range(0, job.Steps).Select(i => $"{id}:{i:D3}")
            .Concat(Enumerable.Range(0, job.Width).Select(i => $"{id}:w{i}"))
            .Concat(Enumerable.Range(0, job.Children).Select(i => $"{id}.c{i}:child"));

    private static async Task<string> JobAsync(TaskOrchestrationContext context, Job job)
    {
        var id = context.InstanceId;
        var sum = 0;
        for (var i = 0; i < job.Steps; i++)
        {
            await context.CallActivityAsync<int>("Effect", $"{id}:{i:D3}");
            sum += 3;
        }

        await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
        var wide = await Task.WhenAll(Enumerable.Range(0, job.Width).Select(i => context.CallActivityAsync<int>("Effect", $"{id}:w{i}")));
        var children = await Task.WhenAll(Enumerable.Range(0, job.Children).Select(i =>
            context.CallSubOrchestratorAsync<int>("Child", i, new SubOrchestrationOptions(instanceId: $"{id}.c{i}"))));
        var go = await context.WaitForExternalEvent<string>("go");
        await context.CallActivityAsync<int>("Flaky", $"{id}:flaky", TaskOptions.FromRetryPolicy(new RetryPolicy(50, TimeSpan.FromSeconds(1))));
        return $"{sum}/{wide.Length}/{children.Sum()}/{go}";
    }

    private static async Task<int> ChildAsync(TaskOrchestrationContext context, int number)
    {
        await context.CallActivityAsync<int>("Effect", $"{context.InstanceId}:child");
        context.SendEvent("rounds", "tick", context.InstanceId);
        return number;
    }

    /// <summary>Takes ticks, a few a generation, until it has heard of every child.</summary>
    private static async Task<string> RoundsAsync(TaskOrchestrationContext context, Rounds rounds)
    {
        List<string> heard = [.. rounds.Heard];
        for (var i = 0; i < 4 && heard.Count < rounds.Wanted; i++)
        {
            heard.Add(await context.WaitForExternalEvent<string>("tick"));
        }

        if (heard.Count < rounds.Wanted)
        {
            context.ContinueAsNew(new Rounds(rounds.Wanted, [.. heard]));
            return string.Empty;
        }

        return string.Join(',', heard.Order(StringComparer.Ordinal));
    }
}

/// <summary>How much one job does.</summary>
internal sealed record Job(int Steps, int Width, int Children);

/// <summary>What the collector has heard.</summary>
internal sealed record Rounds(int Wanted, string[] Heard);
