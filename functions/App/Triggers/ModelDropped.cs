using Azure.Storage.Blobs;

namespace ServerlessMlops.App.Triggers;

/// <summary>Hears of a model that is brought, or of its data, by looking, where there are no storage events: on one machine.</summary>
public sealed class ModelDropped(UploadReceiver uploads)
{
    [Function(nameof(ModelDropped))]
    public Task Run(
        [BlobTrigger("models-in/{model}/{name}", Connection = "AzureWebJobsStorage")] BlobClient blob,
        string model,
        string name,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation) => uploads.HearOfModelAsync(durable, blob.Name, cancellation);
}
