using System.Net.Http.Json;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Ledger;
using ServerlessMlops.Tests.Support;

namespace ServerlessMlops.App.Tests.Kills;

/// <summary>A real process, really killed. Storage lives on; what the process knew is gone.</summary>
public sealed class KilledProcessTests : IAsyncLifetime
{
    private readonly AzuriteFixture azurite = new();
    private readonly List<StartedApp> started = [];
    private readonly string folder = Directory.CreateTempSubdirectory("mlops-kills-").FullName;

    public ValueTask InitializeAsync() => azurite.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (var app in started)
        {
            await app.DisposeAsync();
        }

        await azurite.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Killed_in_every_stage_a_run_still_finishes_once()
    {
        const string model = "killed";
        var app = await StartAsync();
        var runId = await app.Client.DropAsync(model, "train.csv", Samples.Credit, Samples.Pipeline("credit-risk", model));

        foreach (var stage in new[] { RunState.Ingesting, RunState.Training, RunState.Evaluating, RunState.AwaitingClaim })
        {
            app = await KilledOnceIn(app, runId, stage);
        }

        using (var dana = await app.Client.AsAsync(AppClient.Dana))
        {
            await app.Client.UntilAsync(dana, runId, RunState.AwaitingClaim);
            (await dana.PostAsync($"runs/{runId}/claim", null)).EnsureSuccessStatusCode();
        }

        app = await KilledOnceIn(app, runId, RunState.AwaitingApproval);
        using (var amal = await app.Client.AsAsync(AppClient.Amal))
        {
            (await app.Client.VoteAsync(amal, runId)).EnsureSuccessStatusCode();
        }

        await app.KillAsync();
        app = await StartAsync();
        using (var bo = await app.Client.AsAsync(AppClient.Bo))
        {
            (await app.Client.VoteAsync(bo, runId)).EnsureSuccessStatusCode();
        }

        await app.KillAsync();
        app = await StartAsync();
        await FinishedOnceAsync(app, runId, model);
    }

    [Fact]
    public async Task Killed_in_a_search_the_trials_that_had_ended_stand_and_the_rest_follow()
    {
        const int trials = 8;
        var pipeline = Samples.Pipeline("penguins", "killed-search").Replace(
            "  metric: log_loss", $"  metric: log_loss\n  search: {{ trials: {trials}, minutes: 60 }}\n  crossValidation: off", StringComparison.Ordinal);
        var app = await StartAsync();
        var runId = await app.Client.DropAsync("killed-search", "train.csv", Samples.Penguins, pipeline);
        foreach (var least in new[] { 1, 4, 7 })
        {
            var before = await TrainedAsync(app, runId, atLeast: least);
            await app.KillAsync();
            app = await StartAsync();
            var after = await TrainedAsync(app, runId, atLeast: before.Count);
            Assert.Equal(before.Select(entry => entry.Hash), after.Take(before.Count).Select(entry => entry.Hash));
        }

        using var dana = await app.Client.AsAsync(AppClient.Dana);
        await app.Client.UntilAsync(dana, runId, RunState.AwaitingClaim);
        var report = (await dana.GetFromJsonAsync<EvaluationReport>($"runs/{runId}/evaluation", MlopsJson.Options))!;
        var entries = await TrainedAsync(app, runId, atLeast: report.Candidates.Count);
        Assert.Equal(Enumerable.Range(1, trials), report.Candidates.Select(result => result.Trial?.Number).OfType<int>());
        Assert.Equal(report.Candidates.Count, entries.Count);
        Assert.Equal(report.Candidates.Select(result => result.Model!.Digest).Order(), entries.Select(entry => entry.Event.Facts["model"]).Order());
    }

    /// <summary>The entries of trained candidates, once there are so many.</summary>
    private static async Task<List<AuditEntry>> TrainedAsync(StartedApp app, string runId, int atLeast)
    {
        using var dana = await app.Client.AsAsync(AppClient.Dana);
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        await app.Client.UntilAsync(dana, runId, [.. Enum.GetValues<RunState>().Where(state => state >= RunState.Training)]);
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await ticks.WaitForNextTickAsync(patience.Token))
        {
            var entries = await dana.GetFromJsonAsync<List<AuditEntry>>($"runs/{runId}/audit", MlopsJson.Options, patience.Token);
            var trained = entries!.Where(entry => entry.Event.Action == "candidate.trained").ToList();
            if (trained.Count >= atLeast)
            {
                return trained;
            }
        }

        throw new OperationCanceledException();
    }

    private async Task<StartedApp> StartAsync()
    {
        var app = await StartedApp.StartAsync(folder, azurite.ConnectionString);
        started.Add(app);
        return app;
    }

    private async Task<StartedApp> KilledOnceIn(StartedApp app, string runId, RunState stage)
    {
        using (var dana = await app.Client.AsAsync(AppClient.Dana))
        {
            // The stage itself may be over within one look; then the kill comes in the one after it.
            await app.Client.UntilAsync(dana, runId, [.. Enum.GetValues<RunState>().Where(state => state >= stage && state < RunState.Rejected)]);
        }

        await app.KillAsync();
        return await StartAsync();
    }

    private static async Task FinishedOnceAsync(StartedApp app, string runId, string model)
    {
        using var dana = await app.Client.AsAsync(AppClient.Dana);
        await app.Client.UntilAsync(dana, runId, RunState.Deployed);
        var released = await AppClient.ReadAsync(await dana.GetAsync($"models/{model}"));
        Assert.Equal(1, Assert.Single(released.GetProperty("versions").EnumerateArray()).GetProperty("version").GetInt32());
        Assert.Single(released.GetProperty("history").EnumerateArray());
        var entries = (await dana.GetFromJsonAsync<List<AuditEntry>>($"runs/{runId}/audit", MlopsJson.Options))!;
        Assert.IsType<ChainVerdict.Intact>(AuditChain.Verify(entries));
        Assert.Equal(entries.Count, entries.Select(entry => entry.Event.Key).Distinct().Count());
        string[] once = ["run.received", "data.ingested", "gates.sealed", "model.evaluated", "approval.opened", "approval.closed", "model.deployed", "run.ended"];
        Assert.All(once, action => Assert.Single(entries, entry => entry.Event.Action == action));
        Assert.Equal(3, entries.Count(entry => entry.Event.Action == "candidate.trained"));
        Assert.Equal(2, entries.Count(entry => entry.Event.Action == "approval.voted"));
    }
}
