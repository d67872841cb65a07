using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Embedded.Host.Listening;
using Embedded.Host.Settings;
using Microsoft.Extensions.Logging;

namespace Embedded.Host.Queues;

/// <summary>Takes messages of one queue, as many at once as host.json allows.</summary>
internal sealed partial class QueueListener(QueueClient queue, QueueMessageHandler handler, HostSettings settings, ILogger log) : IListener
{
    private static readonly TimeSpan ShortestRest = TimeSpan.FromMilliseconds(50);

    public async Task RunAsync(CancellationToken stopping, CancellationToken cancelled)
    {
        using var slots = new SemaphoreSlim(settings.QueueBatchSize);
        var rest = ShortestRest;
        var outage = false;
        while (!stopping.IsCancellationRequested)
        {
            var messages = Array.Empty<QueueMessage>();
            try
            {
                await slots.WaitAsync(stopping);
                slots.Release();
                messages = (await queue.ReceiveMessagesAsync(slots.CurrentCount, QueueMessageHandler.Lease, stopping)).Value;
                outage = false;
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                break;
            }
            catch (RequestFailedException error) when (error.Status == 404)
            {
                outage = false; // Nobody has made the queue yet.
            }
            catch (Exception error) when (error is RequestFailedException or AggregateException)
            {
                if (!outage)
                {
                    Unreachable(error, queue.Name);
                }
                outage = true;
            }
            foreach (var message in messages)
            {
                await slots.WaitAsync(CancellationToken.None);
                _ = HandleAsync(message, slots, cancelled);
            }
            rest = messages.Length > 0 ? ShortestRest : TimeSpan.FromTicks(Math.Min((rest * 2).Ticks, settings.QueuePollInterval.Ticks));
            if (messages.Length == 0)
            {
                await Polling.RestAsync(rest, stopping);
            }
        }
        for (var i = 0; i < settings.QueueBatchSize; i++)
        {
            await slots.WaitAsync(CancellationToken.None); // All slots back: nothing is in flight.
        }
    }

    private async Task HandleAsync(QueueMessage message, SemaphoreSlim slots, CancellationToken cancelled)
    {
        try
        {
            await handler.HandleAsync(message, cancelled);
        }
        catch (RequestFailedException error)
        {
            Unsettled(error, message.MessageId, queue.Name); // It becomes visible again when its lease ends.
        }
        finally
        {
            slots.Release();
        }
    }

    [LoggerMessage(LogLevel.Warning, "Queue {Queue} cannot be read; it is tried again until it can")]
    private partial void Unreachable(Exception error, string queue);

    [LoggerMessage(LogLevel.Warning, "Message {Message} of queue {Queue} could not be settled and will come again")]
    private partial void Unsettled(Exception error, string message, string queue);
}
