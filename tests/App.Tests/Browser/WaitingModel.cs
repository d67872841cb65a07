using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.App.Tests.Browser;

/// <summary>A run of the credit data that waits for votes, made once for the tests that only look at it.</summary>
public sealed class WaitingModel(RunningApp app) : IAsyncLifetime
{
    public RunRecord Run { get; private set; } = null!;

    public static async Task<RunRecord> MakeAsync(AppClient client, string model)
    {
        using var dana = await client.AsAsync(AppClient.Dana);
        var runId = await client.DropAsync(model, "credit_data.csv", Samples.Credit, Samples.Pipeline("credit-risk", model));
        await client.UntilAsync(dana, runId, RunState.AwaitingClaim);
        (await dana.PostAsync($"runs/{runId}/claim", null)).EnsureSuccessStatusCode();
        return await client.UntilAsync(dana, runId, RunState.AwaitingApproval);
    }

    public async ValueTask InitializeAsync() => Run = await MakeAsync(app.Client, "browser-look");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
