using System.Collections.Concurrent;
using System.Threading.Channels;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Embedded.Host.Functions;
using Embedded.Host.Invocation;
using Embedded.Host.Settings;
using Embedded.Host.State;
using Microsoft.Extensions.Logging;

namespace Embedded.Host.Blobs;

/// <summary>
/// One function's view of a container. A blob's state is handled until it has a receipt, and the receipt is written after the
/// function has returned: at least once. What fails too often is set aside with a message in the poison queue, as Azure does.
/// </summary>
internal sealed partial class BlobSubscription(
    FunctionDescriptor function,
    BlobPathPattern pattern,
    TriggerStore store,
    FunctionInvoker invoker,
    PoisonBlobs poison,
    HostSettings settings,
    ILogger log)
{
    private const int Waiting = 1000;

    private readonly Channel<BlobEvent> events = Channel.CreateBounded<BlobEvent>(Waiting);
    private readonly ConcurrentDictionary<string, BlobReceipt> receipts = new(store.ReadReceipts(function.Name), StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, DateTimeOffset> notBefore = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> inFlight = new(StringComparer.Ordinal);

    public BlobPathPattern Pattern => pattern;

    /// <summary>Queues the blob when this state of it has no receipt. When too many wait already, a later scan brings it again.</summary>
    public void Consider(BlobContainerClient container, BlobItem item)
    {
        if (item.Properties.ETag is not { } tag || pattern.Match(item.Name) is not { } values)
        {
            return;
        }
        var path = $"{pattern.Container}/{item.Name}";
        var etag = tag.ToString().Trim('"');
        var handled = receipts.TryGetValue(path, out var receipt) && receipt.IsDone && receipt.ETag == etag;
        var early = receipt?.ETag == etag && notBefore.TryGetValue(path, out var from) && TimeProvider.System.GetUtcNow() < from;
        if (handled || early || !inFlight.TryAdd(path, true))
        {
            return;
        }
        values["BlobTrigger"] = path;
        var found = new BlobEvent { Blob = container.GetBlobClient(item.Name), Path = path, ETag = etag, Values = values };
        if (!events.Writer.TryWrite(found))
        {
            inFlight.TryRemove(path, out _);
        }
    }

    /// <summary>Handles what comes until <paramref name="stopping"/>; what waits then is found again at the next start.</summary>
    public async Task RunAsync(CancellationToken stopping, CancellationToken cancelled)
    {
        await using var end = stopping.Register(() => events.Writer.TryComplete());
        await Task.WhenAll(Enumerable.Range(0, settings.BlobParallelism).Select(_ =>
            Task.Run(() => WorkAsync(stopping, cancelled), CancellationToken.None)));
    }

    private async Task WorkAsync(CancellationToken stopping, CancellationToken cancelled)
    {
        await foreach (var found in events.Reader.ReadAllAsync(CancellationToken.None))
        {
            if (!stopping.IsCancellationRequested)
            {
                await HandleAsync(found, cancelled);
            }
            inFlight.TryRemove(found.Path, out _);
        }
    }

    private async Task HandleAsync(BlobEvent found, CancellationToken cancelled)
    {
        try
        {
            await invoker.InvokeAsync(function, new InvocationInput { Trigger = found.Blob, BindingData = found.Values }, cancelled);
            Write(found, new BlobReceipt { ETag = found.ETag, Tries = 0, IsDone = true });
        }
        catch (Exception) when (cancelled.IsCancellationRequested)
        {
            // The host stops: no receipt, so the next start hands it out again.
        }
        catch (Exception)
        {
            await FailedAsync(found);
        }
    }

    private async Task FailedAsync(BlobEvent found)
    {
        var before = receipts.TryGetValue(found.Path, out var receipt) && receipt.ETag == found.ETag ? receipt.Tries : 0;
        var tries = before + 1;
        var poisoned = tries >= settings.PoisonBlobThreshold;
        if (poisoned)
        {
            Poisoned(found.Path, function.Name, tries);
            if (!await poison.TrySendAsync(function, found))
            {
                return; // Without the message nobody would hear of it: the next scan tries once more.
            }
        }
        notBefore[found.Path] = TimeProvider.System.GetUtcNow() + (settings.BlobPollInterval * Math.Pow(2, before));
        Write(found, new BlobReceipt { ETag = found.ETag, Tries = tries, IsDone = poisoned });
    }

    private void Write(BlobEvent found, BlobReceipt receipt)
    {
        store.WriteReceipt(function.Name, found.Path, receipt);
        receipts[found.Path] = receipt;
        if (receipt.IsDone)
        {
            notBefore.TryRemove(found.Path, out _);
        }
    }

    [LoggerMessage(LogLevel.Error, "Blob {Blob} is set aside: function '{Function}' failed {Tries} times on it")]
    private partial void Poisoned(string blob, string function, int tries);
}
