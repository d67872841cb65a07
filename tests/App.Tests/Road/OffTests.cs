using System.Net.Http.Json;
using Azure.Storage.Blobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using ServerlessMlops.App.Tests.Drops;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Ledger;
using ServerlessMlops.Storage;
using ServerlessMlops.Tests.Support;

namespace ServerlessMlops.App.Tests.Road;

/// <summary>No trigger hears of anything: only the sweep looks, on a clock that the test moves.</summary>
public sealed class OffTests : IAsyncLifetime
{
    private readonly AzuriteFixture azurite = new();
    private readonly FakeTimeProvider clock = new(DateTimeOffset.UtcNow);
    private AppInProcess app = null!;

    private AppClient Client => app.Client;

    public async ValueTask InitializeAsync()
    {
        await azurite.InitializeAsync();
        app = await AppInProcess.StartAsync(
            azurite.ConnectionString, services => services.AddSingleton<TimeProvider>(clock),
            "--AzureWebJobs.DatasetDropped.Disabled=true", "--AzureWebJobs.SpecificationDropped.Disabled=true");
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await azurite.DisposeAsync();
    }

    [Fact]
    public async Task What_was_missed_is_found_once_by_the_sweep()
    {
        const string model = "missed";
        var first = await Client.DropAsync(model, "penguins.csv", Samples.Penguins, Samples.Pipeline("penguins", model));
        var second = await Client.DropAsync(model, "faulty.csv", BinaryData.FromString("a\n"), null);
        await Beside.Blob(Client, $"datasets/{model}/deeper/train.csv").UploadAsync(BinaryData.FromString("a\n1\n"));
        await Beside.Blob(Client, "datasets/train.csv").UploadAsync(BinaryData.FromString("a\n1\n"));
        var lost = await ClaimedAndGoneAsync("lost");

        clock.Advance(TimeSpan.FromMinutes(5));
        using var dana = await Client.AsAsync(AppClient.Dana);
        await Client.UntilAsync(dana, first, RunState.AwaitingClaim);
        await Client.UntilAsync(dana, second, RunState.Rejected);
        await Client.UntilAsync(dana, lost, RunState.Rejected);
        foreach (var path in new[] { $"datasets/{model}/deeper/train.csv", "datasets/train.csv" })
        {
            Assert.Equal("WRONG_PATH", Assert.Single((await Beside.UntilAsync<Receipt>(Client, path, _ => true)).Problems).Code);
        }

        Assert.True((await Beside.UntilAsync<SpecificationReceipt>(Client, $"pipelines/{model}/pipeline.yaml", _ => true)).IsValid);

        // Again: what it writes for the newest drop says that it has been everywhere else.
        clock.Advance(TimeSpan.FromMinutes(5));
        var third = await Client.DropAsync("zz-last", "faulty.csv", BinaryData.FromString("a\n"), null);
        using var olga = await Client.AsAsync(AppClient.Olga);
        await Client.UntilAsync(olga, third, () => clock.Advance(TimeSpan.FromMinutes(1)), RunState.Rejected);
        Assert.Equal(2, await Beside.RunsAsync(olga, model));
        var timeline = await Client.TimelineAsync(olga, first);
        Assert.Single(timeline.EnumerateArray(), entry => entry.GetProperty("event").GetProperty("action").GetString() == "data.ingested");
    }

    [Fact]
    public async Task A_dataset_that_always_fails_is_parked_with_its_reason_beside_others_that_go_on_and_is_requeued_by_one_call()
    {
        // What lies at the address of the file's own bytes is something else: no try can keep them, until somebody takes it away.
        const string model = "parked";
        var obstacle = Beside.Blob(Client, $"artifacts/sha256/{Digests.Sha256Hex(Samples.Penguins.ToArray())}");
        await obstacle.UploadAsync(BinaryData.FromBytes(new byte[Samples.Penguins.ToMemory().Length]));
        var runId = await Client.DropAsync(model, "penguins.csv", Samples.Penguins, Samples.Pipeline("penguins", model));
        var other = await Client.DropAsync("unaffected", "concrete.csv", Samples.Concrete, Samples.Pipeline("concrete", "unaffected"));

        clock.Advance(TimeSpan.FromMinutes(5));
        using var olga = await Client.AsAsync(AppClient.Olga);
        await Client.UntilAsync(olga, other, RunState.AwaitingClaim);
        var parked = await Client.UntilAsync(olga, runId, () => clock.Advance(TimeSpan.FromSeconds(5)), RunState.Failed);
        Assert.Contains("seen", parked.Detail, StringComparison.Ordinal);
        var receipt = await Client.ReceiptAsync(model, "penguins.csv", RunState.Failed);
        Assert.Equal(parked.Detail, receipt.Verdict);

        await obstacle.DeleteAsync();
        (await olga.PostAsJsonAsync($"runs/{runId}/requeue", new { reason = "The obstacle is gone." })).EnsureSuccessStatusCode();
        await Client.UntilAsync(olga, runId, RunState.AwaitingClaim);
    }

    /// <summary>As a process leaves it that dies right after the claim, with an upload that is then deleted.</summary>
    private async Task<string> ClaimedAndGoneAsync(string model)
    {
        var runId = await Client.DropAsync(model, "train.csv", BinaryData.FromString("a\n1\n"), null);
        BlobClient blob = Beside.Blob(Client, $"datasets/{model}/train.csv");
        var found = (await app.Services.GetRequiredService<Datasets>().FindAsync($"{model}/train.csv"))!;
        var request = new RunRequest(runId, model, "train.csv", found.ETag, found.Length, found.DroppedAt);
        await app.Services.GetRequiredService<Storage.Runs>().ClaimAsync(request);
        await blob.DeleteAsync();
        return runId;
    }
}
