using Azure.Storage.Blobs;
using ServerlessMlops.App.Receipts;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.App.Triggers;

/// <summary>Hears of a policy by looking, where there are no storage events: on one machine.</summary>
public sealed class PolicyDropped(PolicyDesk policies)
{
    [Function(nameof(PolicyDropped))]
    public Task Run(
        [BlobTrigger("policies/{name}", Connection = "AzureWebJobsStorage")] BlobClient blob, string name, CancellationToken cancellation) =>
        DatasetNames.IsReceipt(blob.Name) ? Task.CompletedTask : policies.JudgeAsync(cancellation);
}
