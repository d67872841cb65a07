using Azure.Storage.Queues;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Tests.Support;

namespace ServerlessMlops.App.Tests.Road;

/// <summary>The road that Azure takes: storage announces an upload through a queue, and nobody looks at the container.</summary>
public sealed class AnnouncedTests : IAsyncLifetime
{
    private readonly AzuriteFixture azurite = new();
    private AppInProcess app = null!;

    public async ValueTask InitializeAsync()
    {
        await azurite.InitializeAsync();
        app = await AppInProcess.StartAsync(
            azurite.ConnectionString, null, "--AzureWebJobs.DatasetDropped.Disabled=true", "--AzureWebJobs.DatasetAnnounced.Disabled=false");
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await azurite.DisposeAsync();
    }

    [Fact]
    public async Task An_upload_announced_ten_times_is_one_run()
    {
        const string model = "announced";
        using var dana = await app.Client.AsAsync(AppClient.Dana);
        var runId = await app.Client.DropAsync(model, "penguins.csv", Samples.Penguins, Samples.Pipeline("penguins", model));
        var queue = new QueueClient(azurite.ConnectionString, "dataset-events", new(QueueClientOptions.ServiceVersion.V2026_02_06) { MessageEncoding = QueueMessageEncoding.Base64 });
        await queue.CreateIfNotExistsAsync();
        for (var i = 0; i < 10; i++)
        {
            await queue.SendMessageAsync(
                $$"""{"eventType":"Microsoft.Storage.BlobCreated","subject":"/blobServices/default/containers/datasets/blobs/{{model}}/penguins.csv","topic":"storage"}""");
        }

        await app.Client.UntilAsync(dana, runId, RunState.AwaitingClaim);

        var listed = (await AppClient.ReadAsync(await dana.GetAsync($"runs?model={model}"))).GetProperty("runs");
        Assert.Single(listed.EnumerateArray());
        var timeline = await app.Client.TimelineAsync(dana, runId);
        Assert.Single(timeline.EnumerateArray(), entry => entry.GetProperty("event").GetProperty("action").GetString() == "run.received");
    }
}
