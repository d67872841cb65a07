using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Embedded.Host.Listening;
using Microsoft.Extensions.Logging;

namespace Embedded.Host.Blobs;

/// <summary>Lists one container again and again for all functions that watch it. The first listing is the catch-up after a stop.</summary>
internal sealed partial class BlobScanner(
    BlobContainerClient container, IReadOnlyList<BlobSubscription> subscriptions, TimeSpan interval, ILogger log) : IListener
{
    // A scan takes at most a fifth of the time, however many blobs there are.
    private const int RestPerScan = 4;

    public Task RunAsync(CancellationToken stopping, CancellationToken cancelled) =>
        Task.WhenAll([ScanAsync(stopping), .. subscriptions.Select(subscription => subscription.RunAsync(stopping, cancelled))]);

    private async Task ScanAsync(CancellationToken stopping)
    {
        var prefix = CommonPrefix([.. subscriptions.Select(subscription => subscription.Pattern.Prefix)]);
        var outage = false;
        while (!stopping.IsCancellationRequested)
        {
            var start = TimeProvider.System.GetTimestamp();
            try
            {
                await foreach (var item in container.GetBlobsAsync(new GetBlobsOptions { Prefix = prefix }, stopping))
                {
                    foreach (var subscription in subscriptions)
                    {
                        subscription.Consider(container, item);
                    }
                }
                outage = false;
            }
            catch (RequestFailedException error) when (error.Status == 404)
            {
                outage = false; // Nobody has made the container yet.
            }
            catch (Exception error) when (error is RequestFailedException or AggregateException)
            {
                if (!outage)
                {
                    Unreachable(error, container.Name);
                }
                outage = true;
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            var rest = TimeProvider.System.GetElapsedTime(start) * RestPerScan;
            await Polling.RestAsync(rest > interval ? rest : interval, stopping);
        }
    }

    private static string CommonPrefix(IReadOnlyList<string> prefixes) => prefixes.Aggregate((a, b) =>
        a[..a.Zip(b).TakeWhile(pair => pair.First == pair.Second).Count()]);

    [LoggerMessage(LogLevel.Warning, "Container {Container} cannot be listed; it is tried again until it can")]
    private partial void Unreachable(Exception error, string container);
}
