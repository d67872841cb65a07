using ServerlessMlops.Storage;

namespace ServerlessMlops.App.Triggers;

/// <summary>Hears of an upload from Event Grid, through a storage queue: on Azure.</summary>
public sealed class DatasetAnnounced(UploadReceiver uploads)
{
    [Function(nameof(DatasetAnnounced))]
    public async Task Run(
        [QueueTrigger("dataset-events", Connection = "AzureWebJobsStorage")] string message,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        if (StorageEvents.PathIn(StorageNames.Datasets, message) is { } path)
        {
            await uploads.HearAsync(durable, path, cancellation);
        }
    }
}
