using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.App.Tests.Road;

public sealed class RequeueTests(RunningApp app)
{
    private AppClient Client => app.Client;

    [Fact]
    public async Task A_run_that_failed_is_started_again_by_one_call_with_a_reason_and_each_end_is_recorded()
    {
        const string model = "requeue";
        using var olga = await Client.AsAsync(AppClient.Olga);
        var runId = await Client.DropAsync(model, "penguins.csv", Samples.Penguins, Samples.Pipeline("penguins", model));
        await Client.UntilAsync(olga, runId, RunState.AwaitingClaim);
        Assert.Equal(HttpStatusCode.Conflict, (await olga.PostAsJsonAsync($"runs/{runId}/requeue", new { reason = "It waits." })).StatusCode);

        // A fault of ours, as Conclude would leave it.
        var concluded = ActivatorUtilities.CreateInstance<Activities.ConcludeRun>(app.Services);
        await concluded.Run(new(runId, RunState.Failed, "Storage was gone."), CancellationToken.None);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await olga.PostAsJsonAsync($"runs/{runId}/requeue", new { reason = "" })).StatusCode);
        (await olga.PostAsJsonAsync($"runs/{runId}/requeue", new { reason = "Storage is back." })).EnsureSuccessStatusCode();

        await Client.UntilAsync(olga, runId, RunState.AwaitingClaim);
        await concluded.Run(new(runId, RunState.Expired, "Nobody claimed it."), CancellationToken.None);
        var entries = (await olga.GetFromJsonAsync<List<AuditEntry>>($"runs/{runId}/audit", MlopsJson.Options))!;
        Assert.Equal(["failed", "expired"], entries.Where(entry => entry.Event.Action == "run.ended").Select(entry => entry.Event.Facts["state"]));
        Assert.Equal("Storage is back.", Assert.Single(entries, entry => entry.Event.Action == "run.requeued").Event.Facts["reason"]);
    }
}
