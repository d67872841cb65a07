using Embedded.Engine;
using Embedded.Engine.Replay;
using Embedded.Engine.Work;
using Microsoft.Extensions.DependencyInjection;

namespace ServerlessMlops.App.Tests.Golden;

/// <summary>Histories of real runs, kept as files: today's orchestrators must ask for exactly what stands in them.</summary>
public sealed class GoldenHistoryTests(RunningApp app)
{
    public static TheoryData<string> Files => [.. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Golden"), "*.json").Select(file => Path.GetFileName(file)).Order()];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_kept_history_replays_over_todays_orchestrators(string file)
    {
        Assert.Null(Replay(Read(file)));
    }

    [Fact]
    public void A_history_with_one_altered_step_is_refused_and_the_step_named()
    {
        var altered = Read("PipelineRun.json").Replace($"\"name\": \"{Names.Evaluate}\"", "\"name\": \"Guess\"", StringComparison.Ordinal);

        var refused = Replay(altered);

        Assert.NotNull(refused);
        Assert.Contains("Guess", refused.Expected, StringComparison.Ordinal);
        Assert.Contains(Names.Evaluate, refused.Actual, StringComparison.Ordinal);
    }

    /// <summary>Keeps the histories of a finished run where <c>MLOPS_GOLDEN</c> names a folder.</summary>
    internal static void Keep(RunningApp app, string runId)
    {
        if (Environment.GetEnvironmentVariable("MLOPS_GOLDEN") is { Length: > 0 } folder)
        {
            var store = app.Services.GetRequiredService<DurableEngine>().Store;
            File.WriteAllText(Path.Combine(folder, "PipelineRun.json"), GoldenHistory.Save(store, runId));
            File.WriteAllText(Path.Combine(folder, "AwaitSubmitter.json"), GoldenHistory.Save(store, Names.ClaimInstance(runId)));
            File.WriteAllText(Path.Combine(folder, "AwaitApproval.json"), GoldenHistory.Save(store, Names.ApprovalInstance(runId)));
        }
    }

    private static string Read(string file) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", file));

    private NonDeterministicOrchestrationException? Replay(string json)
    {
        var engine = app.Services.GetRequiredService<DurableEngine>();
        return GoldenHistory.Replay(json, engine.Catalog, engine.Services, engine.Replay);
    }
}
