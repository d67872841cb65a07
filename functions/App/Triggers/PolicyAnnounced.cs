using ServerlessMlops.App.Receipts;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Storage;

namespace ServerlessMlops.App.Triggers;

/// <summary>Hears of a policy from Event Grid, through a storage queue: on Azure.</summary>
public sealed class PolicyAnnounced(PolicyDesk policies)
{
    [Function(nameof(PolicyAnnounced))]
    public async Task Run([QueueTrigger("policy-events", Connection = "AzureWebJobsStorage")] string message, CancellationToken cancellation)
    {
        if (StorageEvents.PathIn(StorageNames.Policies, message) is { } path && !DatasetNames.IsReceipt(path))
        {
            await policies.JudgeAsync(cancellation);
        }
    }
}
