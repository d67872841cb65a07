using Azure.Storage.Blobs;
using ServerlessMlops.App.Receipts;

namespace ServerlessMlops.App.Triggers;

/// <summary>Hears of a pipeline.yaml or contract.yaml by looking, where there are no storage events: on one machine.</summary>
public sealed class SpecificationDropped(SpecificationDesk specifications)
{
    [Function(nameof(SpecificationDropped))]
    public Task Run(
        [BlobTrigger("pipelines/{model}/{name}", Connection = "AzureWebJobsStorage")] BlobClient blob,
        string model,
        string name,
        CancellationToken cancellation) => specifications.JudgeAsync(blob.Name, cancellation);
}
