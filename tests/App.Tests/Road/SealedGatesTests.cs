using System.Net;
using System.Net.Http.Json;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.App.Tests.Road;

public sealed class SealedGatesTests(RunningApp app)
{
    private const string Searched = "train: { candidates: [lightgbm], search: { trials: 12, minutes: 10 }, crossValidation: { folds: 3, repeats: 1 } }\n";

    private AppClient Client => app.Client;

    [Fact]
    public async Task Changing_a_gate_between_training_and_evaluation_stops_the_run_with_both_digests_named()
    {
        using var dana = await Client.AsAsync(AppClient.Dana);
        var pipeline = SearchTests.TrainSection().Replace(Samples.Pipeline("penguins", "sealed"), Searched);
        var runId = await Client.DropAsync("sealed", "train.csv", Samples.Penguins, pipeline);
        var recorded = await SealAsync(dana, runId);
        await Client.Blobs.GetBlobContainerClient("pipelines").GetBlobClient("sealed/pipeline.yaml")
            .UploadAsync(BinaryData.FromString(pipeline.Replace("min: 0.90", "min: 0.80", StringComparison.Ordinal)), overwrite: true);

        var ended = await Client.UntilAsync(dana, runId, RunState.GateFailed);

        var entries = (await dana.GetFromJsonAsync<List<AuditEntry>>($"runs/{runId}/audit", MlopsJson.Options))!;
        var refused = entries.Single(entry => entry.Event.Action == "gates.refused").Event.Facts;
        Assert.Equal(recorded, refused["sealed"]);
        Assert.NotEqual(recorded, refused["inForce"]);
        Assert.Contains(refused["sealed"], ended.Detail, StringComparison.Ordinal);
        Assert.Contains(refused["inForce"], ended.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("model.evaluated", entries.Select(entry => entry.Event.Action));
        Assert.True(
            entries.FindIndex(entry => entry.Event.Action == "gates.sealed") < entries.FindIndex(entry => entry.Event.Action == "candidate.trained"),
            "The gates were to be sealed before anything was trained.");
    }

    [Fact]
    public async Task A_gate_that_may_be_waived_stops_a_run_until_a_policy_owner_allows_the_exception()
    {
        using var dana = await Client.AsAsync(AppClient.Dana);
        using var rena = await Client.AsAsync(AppClient.Rena);
        var pipeline = Samples.Pipeline("penguins", "waived").Replace("log_loss, max: 0.35", "log_loss, max: 0.0001, severity: waiver", StringComparison.Ordinal);
        var stopped = await Client.DropAsync("waived", "first.csv", Samples.Penguins, pipeline);
        var ended = await Client.UntilAsync(dana, stopped, RunState.GateFailed);
        Assert.Contains("log_loss ≤ 0.0001", ended.Detail, StringComparison.Ordinal);

        var asked = new { rule = "log_loss ≤ 0.0001", reason = "Until the new season is in.", expiresAt = DateTimeOffset.UtcNow.AddDays(3) };
        var waiver = (await (await dana.PostAsJsonAsync("models/waived/waivers", asked)).Content.ReadFromJsonAsync<Waiver>(MlopsJson.Options))!;
        Assert.Null(waiver.ApprovedBy);
        var allow = $"models/waived/waivers/{waiver.Id}/allow";
        Assert.Equal(HttpStatusCode.Forbidden, (await dana.PostAsJsonAsync(allow, new { reason = "Mine." })).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await rena.PostAsJsonAsync(allow, new { reason = "Agreed in the committee." })).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await rena.PostAsJsonAsync(allow, new { reason = "Again." })).StatusCode);

        // The same file again is another question: a blank line at its end makes it another content.
        var runId = await Client.DropAsync("waived", "second.csv", BinaryData.FromString(Samples.Penguins.ToString() + "\n"), pipeline);
        await Client.UntilAsync(dana, runId, RunState.AwaitingClaim);
        (await dana.PostAsync($"runs/{runId}/claim", null)).EnsureSuccessStatusCode();
        var waiting = await Client.UntilAsync(dana, runId, RunState.AwaitingApproval);

        var evaluation = (await dana.GetFromJsonAsync<EvaluationReport>($"runs/{runId}/evaluation", MlopsJson.Options))!;
        var gate = evaluation.Gates.Single(gate => gate.Rule == "log_loss ≤ 0.0001");
        Assert.Equal((GateOutcome.Fail, waiver.Id, AppClient.Rena), (gate.Outcome, gate.Waiver!.Id, gate.Waiver.ApprovedBy));
        var request = (await AppClient.ReadAsync(await dana.GetAsync($"approvals/{waiting.ApprovalRequestId}"))).GetProperty("request");
        Assert.Equal(waiver.ExpiresAt, request.GetProperty("deadline").GetDateTimeOffset());
    }

    private static async Task<string> SealAsync(HttpClient client, string runId)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await ticks.WaitForNextTickAsync(patience.Token))
        {
            var answer = await client.GetAsync($"runs/{runId}/audit", patience.Token);
            var entries = answer.IsSuccessStatusCode ? await answer.Content.ReadFromJsonAsync<List<AuditEntry>>(MlopsJson.Options, patience.Token) : null;
            if (entries?.FirstOrDefault(entry => entry.Event.Action == "gates.sealed") is { } found)
            {
                return found.Event.Facts["seal"];
            }
        }

        throw new OperationCanceledException($"No gates were sealed in run {runId}.");
    }
}
