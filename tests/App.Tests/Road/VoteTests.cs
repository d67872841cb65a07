using System.Net;
using System.Net.Http.Json;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.App.Tests.Road;

public sealed class VoteTests(RunningApp app)
{
    private AppClient Client => app.Client;

    [Fact]
    public async Task Only_two_different_people_who_did_not_submit_it_deploy_a_model()
    {
        var (runId, dana) = await SubmittedAsync("vote-quorum");
        using var client = dana;
        using var amal = await Client.AsAsync(AppClient.Amal);
        using var bo = await Client.AsAsync(AppClient.Bo);
        using var olga = await Client.AsAsync(AppClient.Olga);
        using var nobody = Client.Anyone();
        var digest = (await AppClient.ReadAsync(await amal.GetAsync($"approvals/{runId}"))).GetProperty("request").GetProperty("digest").GetString();

        Assert.Equal(HttpStatusCode.Unauthorized, (await Client.VoteAsync(nobody, runId, digest: digest)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await Client.VoteAsync(dana, runId, digest: digest)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await Client.VoteAsync(olga, runId, digest: digest)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await Client.VoteAsync(amal, new string('0', 32), digest: digest)).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await Client.VoteAsync(amal, runId, digest: new string('0', 64))).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Client.VoteAsync(amal, runId, reason: " ", digest: digest)).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await Client.VoteAsync(amal, runId, digest: digest)).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await Client.VoteAsync(amal, runId, digest: digest)).StatusCode);
        Assert.Equal(RunState.AwaitingApproval, (await Client.UntilAsync(dana, runId, RunState.AwaitingApproval)).State);

        Assert.Equal(HttpStatusCode.Created, (await Client.VoteAsync(bo, runId, digest: digest)).StatusCode);
        await Client.UntilAsync(dana, runId, RunState.Deployed);
        var late = await Client.VoteAsync(olga, runId, digest: digest);
        Assert.Contains(late.StatusCode, new[] { HttpStatusCode.Forbidden, HttpStatusCode.Conflict, HttpStatusCode.Gone });
        Assert.Equal("application/problem+json", late.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task One_rejection_ends_the_run_and_says_by_whom_and_why()
    {
        var (runId, dana) = await SubmittedAsync("vote-reject");
        using var client = dana;
        using var amal = await Client.AsAsync(AppClient.Amal);

        Assert.Equal(HttpStatusCode.Created, (await Client.VoteAsync(amal, runId, "reject", "The sample is too small for this use.")).StatusCode);

        var ended = await Client.UntilAsync(dana, runId, RunState.Declined);
        Assert.Contains("amal@example.org", ended.Detail, StringComparison.Ordinal);
        Assert.Contains("too small", ended.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reading_a_request_decides_nothing_and_a_forged_identity_header_is_nobody()
    {
        var (runId, dana) = await SubmittedAsync("vote-reading");
        using var client = dana;
        using var amal = await Client.AsAsync(AppClient.Amal);
        using var forged = Client.Anyone();
        forged.DefaultRequestHeaders.Add("X-MS-CLIENT-PRINCIPAL-NAME", AppClient.Amal);
        forged.DefaultRequestHeaders.Add("X-MS-CLIENT-PRINCIPAL", "eyJ1c2VySWQiOiJhbWFsIn0=");

        for (var i = 0; i < 3; i++)
        {
            (await amal.GetAsync($"approvals/{runId}")).EnsureSuccessStatusCode();
            await amal.SendAsync(new HttpRequestMessage(HttpMethod.Head, $"approvals/{runId}"));
            await amal.GetAsync($"approvals/{runId}/votes?choice=approve");
        }

        Assert.Equal(HttpStatusCode.Unauthorized, (await forged.PostAsJsonAsync($"approvals/{runId}/votes", new { choice = "approve", reason = "x", digest = "y" })).StatusCode);
        var votes = (await AppClient.ReadAsync(await amal.GetAsync($"approvals/{runId}"))).GetProperty("votes");
        Assert.Empty(votes.EnumerateArray());
    }

    [Fact]
    public async Task A_champion_that_moves_under_an_open_request_voids_its_votes_and_people_are_asked_again()
    {
        const string model = "vote-voided";
        using var dana = await Client.AsAsync(AppClient.Dana);
        using var amal = await Client.AsAsync(AppClient.Amal);
        var pipeline = Samples.Pipeline("penguins", model);
        var open = await Client.DropAsync(model, "two.csv", BinaryData.FromString(Samples.Penguins.ToString() + "\n"), pipeline);
        await Client.UntilAsync(dana, open, RunState.AwaitingClaim);
        (await dana.PostAsync($"runs/{open}/claim", null)).EnsureSuccessStatusCode();
        var first = (await Client.UntilAsync(dana, open, RunState.AwaitingApproval)).ApprovalRequestId!;
        await Client.DeployAsync(dana, await Client.DropAsync(model, "one.csv", Samples.Penguins, pipeline));

        Assert.Equal(HttpStatusCode.Created, (await Client.VoteAsync(amal, first)).StatusCode);
        var second = first;
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (second == first && await ticks.WaitForNextTickAsync(patience.Token))
        {
            second = (await Client.UntilAsync(dana, open, RunState.AwaitingApproval)).ApprovalRequestId!;
        }

        var voided = (await AppClient.ReadAsync(await amal.GetAsync($"approvals/{first}"))).GetProperty("request");
        Assert.Equal("The live version is 1 now; it was none when people were asked.", voided.GetProperty("void").GetProperty("why").GetString());
        using var bo = await Client.AsAsync(AppClient.Bo);
        Assert.Equal(HttpStatusCode.Conflict, (await Client.VoteAsync(bo, first)).StatusCode);
        foreach (var voter in new[] { amal, bo })
        {
            Assert.Equal(HttpStatusCode.Created, (await Client.VoteAsync(voter, second)).StatusCode);
        }

        Assert.Equal(2, (await Client.UntilAsync(dana, open, RunState.Deployed)).Version);
    }

    /// <summary>Announced before the drop, so that nobody needs to claim it.</summary>
    private async Task<(string RunId, HttpClient Dana)> SubmittedAsync(string model)
    {
        var dana = await Client.AsAsync(AppClient.Dana);
        var digest = Pipeline.Ledger.Digests.Sha256Hex(Samples.Penguins.ToMemory().Span);
        var announced = await dana.PostAsJsonAsync("submissions", new { model, file = "penguins.csv", digest });
        Assert.Equal(HttpStatusCode.Created, announced.StatusCode);
        var runId = await Client.DropAsync(model, "penguins.csv", Samples.Penguins, Samples.Pipeline("penguins", model));
        await Client.UntilAsync(dana, runId, RunState.AwaitingApproval);
        return (runId, dana);
    }
}
