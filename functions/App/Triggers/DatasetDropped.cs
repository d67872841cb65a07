using Azure.Storage.Blobs;

namespace ServerlessMlops.App.Triggers;

/// <summary>Hears of an upload by looking, where there are no storage events: on one machine.</summary>
public sealed class DatasetDropped(RunStarter starter, UploadReader uploads)
{
    [Function(nameof(DatasetDropped))]
    public async Task Run(
        [BlobTrigger("datasets/{model}/{name}.csv", Connection = "AzureWebJobsStorage")] BlobClient blob,
        string model,
        string name,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        if (await uploads.ReadAsync(blob.Name, cancellation) is { } request)
        {
            await starter.StartAsync(durable, request, cancellation);
        }
    }
}
