using System.Text.Json;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using ServerlessMlops.Host.Tests.Running;

namespace ServerlessMlops.Host.Tests.Triggers;

public sealed class BlobTriggerTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private readonly BlobContainerClient container = new(azurite.ConnectionString, $"drop-{Guid.NewGuid():N}");
    private readonly string folder = RunningHost.NewFolder();

    [Fact]
    public async Task A_dropped_blob_reaches_the_function_as_a_client_with_the_parts_of_its_name()
    {
        var plan = Plan();
        await using var host = await RunningHost.StartAsync(plan);
        await UploadAsync("not/deep/enough.csv", "no");
        await UploadAsync("credit/train.csv.receipt.json", "no");
        await UploadAsync("credit/train.csv", "yes");
        Assert.Equal("credit train yes", await plan.Seen.NextAsync());
    }

    [Fact]
    public async Task What_was_dropped_while_the_host_was_down_is_found_once()
    {
        await UploadAsync("a/early.csv", "1");
        var plan = Plan();
        await using (await RunningHost.StartAsync(plan))
        {
            Assert.Equal("a early 1", await plan.Seen.NextAsync());
        }
        await UploadAsync("b/late.csv", "2");
        var again = Plan();
        await using (await RunningHost.StartAsync(again))
        {
            Assert.Equal("b late 2", await again.Seen.NextAsync());
            Assert.True(again.Seen.IsEmpty);
        }
    }

    [Fact]
    public async Task A_new_upload_under_the_same_name_is_a_new_event()
    {
        var plan = Plan();
        await using var host = await RunningHost.StartAsync(plan);
        await UploadAsync("m/x.csv", "1");
        Assert.Equal("m x 1", await plan.Seen.NextAsync());
        await UploadAsync("m/x.csv", "2");
        Assert.Equal("m x 2", await plan.Seen.NextAsync());
    }

    [Fact]
    public async Task What_fails_too_often_is_set_aside_with_a_message_and_does_not_hold_up_others()
    {
        var plan = Plan();
        await using var host = await RunningHost.StartAsync(plan);
        await UploadAsync("bad/a.csv", "fail");
        await UploadAsync("good/b.csv", "ok");
        var seen = new List<string>();
        while (seen.Count < 4)
        {
            seen.Add(await plan.Seen.NextAsync());
        }
        Assert.Equal(3, seen.Count(line => line == "bad a fail"));
        Assert.Single(seen, "good b ok");
        var message = await PoisonAsync();
        Assert.Equal("bad/a.csv", message.GetProperty("BlobName").GetString());
        Assert.Equal(container.Name, message.GetProperty("ContainerName").GetString());
        Assert.Equal("Host.Functions.Dropped", message.GetProperty("FunctionId").GetString());
        await UploadAsync("bad/a.csv", "mended");
        Assert.Equal("bad a mended", await plan.Seen.NextAsync());
    }

    public async ValueTask InitializeAsync() => await container.CreateAsync();

    public async ValueTask DisposeAsync()
    {
        await container.DeleteAsync();
        Directory.Delete(folder, recursive: true);
    }

    private HostPlan Plan() => new(typeof(Functions))
    {
        Folder = folder,
        Settings =
        [
            $"Store={azurite.ConnectionString}", $"Drop={container.Name}",
            "AzureFunctionsJobHost:extensions:blobs:maxDegreeOfParallelism=1", "AzureFunctionsJobHost:extensions:blobs:poisonBlobThreshold=3",
        ],
    };

    private async Task UploadAsync(string name, string content) =>
        await container.GetBlobClient(name).UploadAsync(BinaryData.FromString(content), overwrite: true);

    private async Task<JsonElement> PoisonAsync()
    {
        var queue = new QueueClient(azurite.ConnectionString, "webjobs-blobtrigger-poison");
        for (var tries = 0; tries < 200; tries++)
        {
            // Made by the host just after the last failure was seen.
            if (await queue.ExistsAsync() && (await queue.ReceiveMessageAsync()).Value is { } message)
            {
                return JsonDocument.Parse(Convert.FromBase64String(message.Body.ToString())).RootElement;
            }
        }
        throw new TimeoutException("No poison message.");
    }

    internal sealed class Functions(Sightings seen)
    {
        [Function("Dropped")]
        public async Task Dropped([BlobTrigger("%Drop%/{model}/{name}.csv", Connection = "Store")] BlobClient blob, string model, string name)
        {
            var content = (await blob.DownloadContentAsync()).Value.Content.ToString();
            seen.Add($"{model} {name} {content}");
            if (content == "fail")
            {
                throw new InvalidOperationException("as asked");
            }
        }
    }
}
