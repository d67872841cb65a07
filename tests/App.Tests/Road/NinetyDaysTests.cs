using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Tests.Support;

namespace ServerlessMlops.App.Tests.Road;

/// <summary>Months of an approval, and of what it was given under, on a clock that the test moves.</summary>
public sealed class NinetyDaysTests : IAsyncLifetime
{
    private const string Aud = "aud@example.org";

    private readonly AzuriteFixture azurite = new();
    private readonly FakeTimeProvider clock = new(DateTimeOffset.UtcNow);
    private AppInProcess app = null!;

    public async ValueTask InitializeAsync()
    {
        await azurite.InitializeAsync();
        app = await AppInProcess.StartAsync(azurite.ConnectionString, services => services.AddSingleton<TimeProvider>(clock));
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await azurite.DisposeAsync();
    }

    [Fact]
    public async Task Ninety_days_pass_with_a_delegate_reminders_an_escalation_and_an_end()
    {
        var client = app.Client;
        var rules = $$"""
            approval:
              steps: [{ name: validation, people: [{{Aud}}] }, { name: final, roles: [Approver], quorum: 2 }]
              escalation: { after: 30d, people: [{{AppClient.Rena}}] }
              delegations: [{ from: {{Aud}}, to: {{AppClient.Olga}}, start: {{Day(20)}}, end: {{Day(25)}} }]
              deadline: 90d
              reminders: 10d
            """;
        var pipeline = Samples.Pipeline("penguins", "ninety").Replace("approval: { roles: [Approver], quorum: 2, deadline: 7d, reminders: 24h }", rules, StringComparison.Ordinal);
        var runId = await OpenAsync("ninety", pipeline);

        Assert.Equal(HttpStatusCode.Conflict, await VoteAsync(AppClient.Amal, runId)); // validation comes first
        Assert.Equal(HttpStatusCode.Forbidden, await VoteAsync(AppClient.Olga, runId)); // her days have not come
        Pass(21);
        await UntilRecordedAsync(runId, "approval.reminded");
        Assert.Equal(HttpStatusCode.Created, await VoteAsync(AppClient.Olga, runId));
        Assert.Equal(HttpStatusCode.Conflict, await VoteAsync(Aud, runId)); // his voice was lent, and has spoken
        Assert.Equal(HttpStatusCode.Created, await VoteAsync(AppClient.Amal, runId));
        Pass(10);
        await UntilRecordedAsync(runId, "approval.escalated");
        Pass(58);
        Assert.Equal(HttpStatusCode.Conflict, await VoteAsync(AppClient.Amal, runId));
        Pass(2);
        Assert.Equal(HttpStatusCode.Gone, await VoteAsync(AppClient.Bo, runId));

        using var bo = await client.AsAsync(AppClient.Bo);
        var ended = await client.UntilAsync(bo, runId, () => clock.Advance(TimeSpan.FromMinutes(1)), RunState.Expired);
        Assert.StartsWith("2 of 3 approvals", ended.Detail, StringComparison.Ordinal);
        var entries = (await bo.GetFromJsonAsync<List<AuditEntry>>($"runs/{runId}/audit", MlopsJson.Options))!;
        Assert.Single(entries, entry => entry.Event.Action == "approval.escalated");
        Assert.InRange(entries.Count(entry => entry.Event.Action == "approval.reminded"), 2, 9);
        var vote = entries.First(entry => entry.Event.Action == "approval.voted").Event;
        Assert.Equal((AppClient.Olga, Aud), (vote.Actor.Name, vote.Facts["onBehalfOf"]));
    }

    [Fact]
    public async Task A_version_goes_back_by_itself_where_nobody_has_shown_that_its_condition_is_met()
    {
        const string model = "conditioned";
        var client = app.Client;
        var pipeline = Samples.Pipeline("penguins", model);
        using (var dana = await client.AsAsync(AppClient.Dana))
        {
            await client.DeployAsync(dana, await client.DropAsync(model, "one.csv", Samples.Penguins, pipeline));
            var second = await client.DropAsync(model, "two.csv", BinaryData.FromString(Samples.Penguins.ToString() + "\n"), pipeline);
            await client.UntilAsync(dana, second, RunState.AwaitingClaim);
            (await dana.PostAsync($"runs/{second}/claim", null)).EnsureSuccessStatusCode();
            await client.UntilAsync(dana, second, RunState.AwaitingApproval);
            using var amal = await client.AsAsync(AppClient.Amal);
            var digest = (await AppClient.ReadAsync(await amal.GetAsync($"approvals/{second}"))).GetProperty("request").GetProperty("digest").GetString();
            var conditions = new[] { new { text = "Checked on 100 birds of the new season", dueDays = 30 } };
            Assert.Equal(
                HttpStatusCode.Created,
                (await amal.PostAsJsonAsync($"approvals/{second}/votes", new { choice = "approve", reason = "For a month.", digest, conditions })).StatusCode);
            using var bo = await client.AsAsync(AppClient.Bo);
            (await client.VoteAsync(bo, second)).EnsureSuccessStatusCode();
            await client.UntilAsync(dana, second, RunState.Deployed);
        }

        Assert.Equal(2, await LiveAsync(model));
        Pass(29);
        Assert.Equal(2, await LiveAsync(model));
        Pass(2);

        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (await LiveAsync(model) != 1)
        {
            clock.Advance(TimeSpan.FromMinutes(1));
            await ticks.WaitForNextTickAsync(patience.Token);
        }

        using var aud = await client.AsAsync(Aud);
        var held = (await AppClient.ReadAsync(await aud.GetAsync($"models/{model}/conditions"))).GetProperty("conditions")[0];
        Assert.Equal(AppClient.Amal, held.GetProperty("setBy").GetString());
        var met = await aud.PostAsJsonAsync($"models/{model}/conditions/{held.GetProperty("id").GetString()}/met", new { reason = "Too late." });
        Assert.Equal(HttpStatusCode.Conflict, met.StatusCode);
    }

    [Fact]
    public async Task A_question_and_its_answer_stand_on_the_page_and_in_the_chain()
    {
        var runId = await OpenAsync("asked", Samples.Pipeline("penguins", "asked"));
        using var amal = await app.Client.AsAsync(AppClient.Amal);
        using var dana = await app.Client.AsAsync(AppClient.Dana);
        Assert.Equal(HttpStatusCode.Forbidden, (await dana.PostAsJsonAsync($"approvals/{runId}/questions", new { text = "May I?" })).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await amal.PostAsJsonAsync($"approvals/{runId}/questions", new { text = "Why only three islands?" })).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await amal.PostAsJsonAsync($"approvals/{runId}/questions/1/answer", new { text = "Mine." })).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await dana.PostAsJsonAsync($"approvals/{runId}/questions/1/answer", new { text = "The station is there." })).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await dana.PostAsJsonAsync($"approvals/{runId}/questions/2/answer", new { text = "?" })).StatusCode);

        amal.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        var page = await amal.GetStringAsync($"approvals/{runId}");
        Assert.Contains("Why only three islands?", page, StringComparison.Ordinal);
        Assert.Contains("The station is there.", page, StringComparison.Ordinal);
        var entries = (await dana.GetFromJsonAsync<List<AuditEntry>>($"runs/{runId}/audit", MlopsJson.Options))!;
        Assert.Equal(
            [(AppClient.Amal, "Why only three islands?"), (AppClient.Dana, "The station is there.")],
            entries.Where(entry => entry.Event.Action is "approval.asked" or "approval.answered").Select(entry => (entry.Event.Actor.Name, entry.Event.Facts["text"])));
    }

    private string Day(int from) => clock.GetUtcNow().AddDays(from).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private void Pass(int days)
    {
        for (var day = 0; day < days; day++)
        {
            clock.Advance(TimeSpan.FromDays(1));
        }
    }

    private async Task<string> OpenAsync(string model, string pipeline)
    {
        using var dana = await app.Client.AsAsync(AppClient.Dana);
        var runId = await app.Client.DropAsync(model, "penguins.csv", Samples.Penguins, pipeline);
        await app.Client.UntilAsync(dana, runId, RunState.AwaitingClaim);
        (await dana.PostAsync($"runs/{runId}/claim", null)).EnsureSuccessStatusCode();
        await app.Client.UntilAsync(dana, runId, RunState.AwaitingApproval);
        return runId;
    }

    /// <summary>Signed in anew: whoever signed in days ago is signed out.</summary>
    private async Task<HttpStatusCode> VoteAsync(string voter, string runId)
    {
        using var client = await app.Client.AsAsync(voter);
        return (await app.Client.VoteAsync(client, runId)).StatusCode;
    }

    private async Task<int> LiveAsync(string model)
    {
        using var aud = await app.Client.AsAsync(Aud);
        return (await AppClient.ReadAsync(await aud.GetAsync($"models/{model}"))).GetProperty("champion").GetProperty("version").GetInt32();
    }

    private async Task UntilRecordedAsync(string runId, string action)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        using var aud = await app.Client.AsAsync(Aud);
        while (!(await aud.GetFromJsonAsync<List<AuditEntry>>($"runs/{runId}/audit", MlopsJson.Options, patience.Token))!.Exists(entry => entry.Event.Action == action))
        {
            clock.Advance(TimeSpan.FromMinutes(1));
            await ticks.WaitForNextTickAsync(patience.Token);
        }
    }
}
