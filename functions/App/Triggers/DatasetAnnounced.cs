using System.Text.Json;

namespace ServerlessMlops.App.Triggers;

/// <summary>Hears of an upload from Event Grid, through a storage queue: on Azure.</summary>
public sealed class DatasetAnnounced(RunStarter starter, UploadReader uploads)
{
    private const string Prefix = "/blobServices/default/containers/datasets/blobs/";

    [Function(nameof(DatasetAnnounced))]
    public async Task Run(
        [QueueTrigger("dataset-events", Connection = "AzureWebJobsStorage")] string message,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        using var announced = JsonDocument.Parse(message);
        var subject = announced.RootElement.GetProperty("subject").GetString() ?? "";
        if (subject.StartsWith(Prefix, StringComparison.Ordinal)
            && UploadReader.IsDataset(subject[Prefix.Length..])
            && await uploads.ReadAsync(subject[Prefix.Length..], cancellation) is { } request)
        {
            await starter.StartAsync(durable, request, cancellation);
        }
    }
}
