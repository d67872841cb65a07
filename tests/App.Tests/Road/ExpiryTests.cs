using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Tests.Support;

namespace ServerlessMlops.App.Tests.Road;

/// <summary>The whole app on a clock that the test moves: two weeks pass at once.</summary>
public sealed class ExpiryTests : IAsyncLifetime
{
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
    public async Task A_request_that_nobody_completes_expires_at_its_deadline_and_a_later_vote_is_told_so()
    {
        const string model = "expiry";
        var client = app.Client;
        string runId;
        using (var dana = await client.AsAsync(AppClient.Dana))
        {
            runId = await client.DropAsync(model, "penguins.csv", Samples.Penguins, Samples.Pipeline("penguins", model));
            await client.UntilAsync(dana, runId, RunState.AwaitingClaim);
            (await dana.PostAsync($"runs/{runId}/claim", null)).EnsureSuccessStatusCode();
            await client.UntilAsync(dana, runId, RunState.AwaitingApproval);
        }

        using (var amal = await client.AsAsync(AppClient.Amal))
        {
            (await client.VoteAsync(amal, runId)).EnsureSuccessStatusCode();
        }

        for (var day = 0; day < 15; day++)
        {
            clock.Advance(TimeSpan.FromDays(1));
        }

        using var bo = await client.AsAsync(AppClient.Bo);
        var late = await client.VoteAsync(bo, runId);
        Assert.Equal(HttpStatusCode.Gone, late.StatusCode);
        // Work that was in flight when the days passed has timed out, and is tried again a little later.
        var ended = await client.UntilAsync(bo, runId, () => clock.Advance(TimeSpan.FromMinutes(1)), RunState.Expired);
        Assert.StartsWith("1 of 2 approvals", ended.Detail, StringComparison.Ordinal);
    }
}
