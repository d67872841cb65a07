using ServerlessMlops.Storage;

namespace ServerlessMlops.App.Triggers;

/// <summary>Every five minutes: uploads that no event told of, and claims whose orchestration was never started.</summary>
public sealed class Sweep(Datasets datasets, RunStarter starter, UploadReader uploads, Storage.Runs runs)
{
    [Function(nameof(Sweep))]
    public async Task Run(
        [TimerTrigger("0 */5 * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient durable, CancellationToken cancellation)
    {
        await foreach (var path in datasets.PathsAsync(cancellation))
        {
            if (UploadReader.IsDataset(path)
                && await uploads.ReadAsync(path, cancellation) is { } request
                && await runs.GetAsync(request.RunId, cancellation) is not { IsEnded: true })
            {
                await starter.StartAsync(durable, request, cancellation);
            }
        }
    }
}
