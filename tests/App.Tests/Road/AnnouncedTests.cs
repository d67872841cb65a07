using Azure.Storage.Queues;
using Embedded.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using ServerlessMlops.App.Tests.Drops;
using ServerlessMlops.App.Triggers;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Storage;
using ServerlessMlops.Tests.Support;

namespace ServerlessMlops.App.Tests.Road;

/// <summary>The road that Azure takes: storage announces an upload through a queue, and nobody looks at the containers.</summary>
public sealed class AnnouncedTests : IAsyncLifetime
{
    private readonly AzuriteFixture azurite = new();
    private AppInProcess app = null!;

    public async ValueTask InitializeAsync()
    {
        await azurite.InitializeAsync();
        app = await AppInProcess.StartAsync(
            azurite.ConnectionString, null,
            "--AzureWebJobs.DatasetDropped.Disabled=true", "--AzureWebJobs.DatasetAnnounced.Disabled=false",
            "--AzureWebJobs.SpecificationDropped.Disabled=true", "--AzureWebJobs.SpecificationAnnounced.Disabled=false");
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await azurite.DisposeAsync();
    }

    [Fact]
    public async Task An_upload_announced_ten_times_at_once_is_one_run()
    {
        const string model = "announced";
        using var dana = await app.Client.AsAsync(AppClient.Dana);
        var runId = await app.Client.DropAsync(model, "penguins.csv", Samples.Penguins, Samples.Pipeline("penguins", model));
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => AnnounceAsync("dataset-events", $"datasets/blobs/{model}/penguins.csv")));

        await app.Client.UntilAsync(dana, runId, RunState.AwaitingClaim);

        Assert.Equal(1, await Beside.RunsAsync(dana, model));
        var timeline = await app.Client.TimelineAsync(dana, runId);
        Assert.Single(timeline.EnumerateArray(), entry => entry.GetProperty("event").GetProperty("action").GetString() == "run.received");
        Assert.Equal(0, await LeftAsync("dataset-events"));
    }

    [Fact]
    public async Task A_specification_that_is_announced_gets_its_receipt_and_a_file_of_another_kind_a_refusing_one()
    {
        var pipeline = Beside.Blob(app.Client, "pipelines/told/pipeline.yaml");
        await pipeline.UploadAsync(BinaryData.FromString(Samples.Pipeline("penguins", "told")));
        await Beside.Blob(app.Client, "datasets/told/train.docx").UploadAsync(BinaryData.FromString("x"));
        await AnnounceAsync("specification-events", "pipelines/blobs/told/pipeline.yaml");
        await AnnounceAsync("dataset-events", "datasets/blobs/told/train.docx");

        Assert.True((await Beside.UntilAsync<SpecificationReceipt>(app.Client, "pipelines/told/pipeline.yaml", _ => true)).IsValid);
        var refused = await Beside.UntilAsync<Receipt>(app.Client, "datasets/told/train.docx", _ => true);
        Assert.Equal(DropCodes.WrongEnding, Assert.Single(refused.Problems).Code);
    }

    [Fact]
    public async Task What_is_gone_when_its_event_comes_leaves_nothing_behind_not_even_a_message()
    {
        await AnnounceAsync("dataset-events", "datasets/blobs/gone/train.csv");
        await AnnounceAsync("dataset-events", "datasets/blobs/../pipelines/gone/train.csv");
        await AnnounceAsync("dataset-events", "elsewhere/blobs/gone/train.csv");
        await AnnounceAsync("specification-events", "pipelines/blobs/gone/pipeline.yaml");

        Assert.Equal(0, await LeftAsync("dataset-events") + await LeftAsync("specification-events"));
        Assert.Empty(Beside.Names(app.Client, "datasets", "gone"));
        Assert.Empty(Beside.Names(app.Client, "pipelines", "gone"));
        await foreach (var queue in new QueueServiceClient(azurite.ConnectionString).GetQueuesAsync())
        {
            Assert.DoesNotContain("poison", queue.Name, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Deleted_between_its_event_and_its_reading_an_upload_has_a_run_that_says_so_once()
    {
        const string model = "deleted";
        using var dana = await app.Client.AsAsync(AppClient.Dana);
        var runId = await app.Client.DropAsync(model, "penguins.csv", Samples.Penguins, null);
        var found = (await app.Services.GetRequiredService<Datasets>().FindAsync($"{model}/penguins.csv"))!;
        await Beside.Blob(app.Client, $"datasets/{model}/penguins.csv").DeleteAsync();

        var dropped = Assert.IsType<DropOutcome.Dataset>(DropRule.Decide(found));
        await app.Services.GetRequiredService<RunStarter>()
            .StartAsync(app.Services.GetRequiredService<DurableTaskClient>(), dropped.Request, CancellationToken.None);

        await app.Client.UntilAsync(dana, runId, RunState.Rejected);
        var receipt = await app.Client.ReceiptAsync(model, "penguins.csv", RunState.Rejected);
        Assert.Equal("FILE_DELETED", Assert.Single(receipt.Problems).Code);
        var entries = (await app.Client.TimelineAsync(dana, runId)).EnumerateArray();
        Assert.Equal(
            ["run.received", "data.rejected", "run.ended"],
            entries.Select(entry => entry.GetProperty("event").GetProperty("action").GetString()));
    }

    private async Task AnnounceAsync(string name, string blob)
    {
        var queue = Queue(name);
        await queue.CreateIfNotExistsAsync();
        await queue.SendMessageAsync(
            $$"""{"eventType":"Microsoft.Storage.BlobCreated","subject":"/blobServices/default/containers/{{blob}}"}""");
    }

    /// <summary>Messages that are left once the queue has had time to be emptied.</summary>
    private async Task<int> LeftAsync(string name)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        var left = int.MaxValue;
        while (left > 0 && await ticks.WaitForNextTickAsync(patience.Token))
        {
            left = (await Queue(name).GetPropertiesAsync()).Value.ApproximateMessagesCount;
        }

        return left;
    }

    private QueueClient Queue(string name) => new(
        azurite.ConnectionString, name,
        new(QueueClientOptions.ServiceVersion.V2026_02_06) { MessageEncoding = QueueMessageEncoding.Base64 });
}
