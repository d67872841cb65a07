using System.Net;
using System.Net.Http.Json;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.App.Tests.Road;

public sealed class RollbackTests(RunningApp app)
{
    private AppClient Client => app.Client;

    [Fact]
    public async Task One_call_by_an_operator_goes_back_to_the_version_before_and_is_recorded()
    {
        const string model = "rollback";
        await ReleasedAsync(model, Samples.Penguins);
        var fewer = string.Join('\n', Samples.Penguins.ToString().Split('\n').SkipLast(12));
        await ReleasedAsync(model, BinaryData.FromString(fewer + "\n"));
        using var olga = await Client.AsAsync(AppClient.Olga);
        using var dana = await Client.AsAsync(AppClient.Dana);

        Assert.Equal(HttpStatusCode.Forbidden, (await dana.PostAsJsonAsync($"models/{model}/rollback", new { reason = "I would like to." })).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await olga.PostAsJsonAsync($"models/{model}/rollback", new { reason = "" })).StatusCode);
        var alias = await AppClient.ReadAsync(await olga.PostAsJsonAsync($"models/{model}/rollback", new { reason = "Scores shifted." }));

        Assert.Equal(1, alias.GetProperty("version").GetInt32());
        Assert.Equal(HttpStatusCode.Conflict, (await olga.PostAsJsonAsync($"models/{model}/rollback", new { reason = "Again." })).StatusCode);
        var entries = (await olga.GetFromJsonAsync<List<AuditEntry>>($"audit/model.{model}", MlopsJson.Options))!;
        var back = Assert.Single(entries, entry => entry.Event.Action == "model.rolledBack");
        Assert.Equal(AppClient.Olga, back.Event.Actor.Name);
        Assert.Equal("Scores shifted.", back.Event.Facts["reason"]);
    }

    private async Task ReleasedAsync(string model, BinaryData data)
    {
        using var dana = await Client.AsAsync(AppClient.Dana);
        var runId = await Client.DropAsync(model, "penguins.csv", data, Samples.Pipeline("penguins", model));
        await Client.UntilAsync(dana, runId, RunState.AwaitingClaim);
        (await dana.PostAsync($"runs/{runId}/claim", null)).EnsureSuccessStatusCode();
        await Client.UntilAsync(dana, runId, RunState.AwaitingApproval);
        foreach (var approver in new[] { AppClient.Amal, AppClient.Bo })
        {
            using var client = await Client.AsAsync(approver);
            (await Client.VoteAsync(client, runId)).EnsureSuccessStatusCode();
        }

        await Client.UntilAsync(dana, runId, RunState.Deployed);
    }
}
