using ServerlessMlops.App.Receipts;
using ServerlessMlops.Storage;

namespace ServerlessMlops.App.Triggers;

/// <summary>Hears of a pipeline.yaml or contract.yaml from Event Grid, through a storage queue: on Azure.</summary>
public sealed class SpecificationAnnounced(SpecificationDesk specifications)
{
    [Function(nameof(SpecificationAnnounced))]
    public async Task Run(
        [QueueTrigger("specification-events", Connection = "AzureWebJobsStorage")] string message, CancellationToken cancellation)
    {
        if (StorageEvents.PathIn(StorageNames.Pipelines, message) is { } path)
        {
            await specifications.JudgeAsync(path, cancellation);
        }
    }
}
