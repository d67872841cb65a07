using ServerlessMlops.Storage;

namespace ServerlessMlops.App.Triggers;

/// <summary>Hears of a model that is brought, or of its data, from Event Grid, through a storage queue: on Azure.</summary>
public sealed class ModelAnnounced(UploadReceiver uploads)
{
    [Function(nameof(ModelAnnounced))]
    public async Task Run(
        [QueueTrigger("model-events", Connection = "AzureWebJobsStorage")] string message,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        if (StorageEvents.PathIn(StorageNames.ModelsIn, message) is { } path)
        {
            await uploads.HearOfModelAsync(durable, path, cancellation);
        }
    }
}
