using Azure.Storage.Blobs;

namespace ServerlessMlops.App.Triggers;

/// <summary>Hears of an upload by looking, where there are no storage events: on one machine.</summary>
public sealed class DatasetDropped(UploadReceiver uploads)
{
    [Function(nameof(DatasetDropped))]
    public Task Run(
        [BlobTrigger("datasets/{model}/{name}", Connection = "AzureWebJobsStorage")] BlobClient blob,
        string model,
        string name,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation) => uploads.HearAsync(durable, blob.Name, cancellation);
}
