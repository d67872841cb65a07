using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Embedded.Host.Functions;
using Embedded.Host.Invocation;
using Embedded.Host.Listening;
using Embedded.Host.Settings;
using Microsoft.Extensions.Logging;

namespace Embedded.Host.Queues;

/// <summary>
/// Runs the function for one message and settles it: deleted after success, visible again after a failure, moved to
/// <c>{queue}-poison</c> after too many.
/// </summary>
internal sealed partial class QueueMessageHandler(
    QueueClient queue,
    QueueClient poison,
    FunctionDescriptor function,
    QueuePayloads payloads,
    FunctionInvoker invoker,
    HostSettings settings,
    ILogger log)
{
    /// <summary>How long a message stays hidden from others; renewed at half of it while the function runs.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    public async Task HandleAsync(QueueMessage message, CancellationToken cancelled)
    {
        if (message.DequeueCount > settings.MaxDequeueCount || !payloads.TryRead(message, function.TriggerParameter.ParameterType, out var value))
        {
            await PoisonAsync(message, message.PopReceipt);
            return;
        }
        using var ended = new CancellationTokenSource();
        var renewed = RenewAsync(message, ended.Token);
        var failed = false;
        try
        {
            await invoker.InvokeAsync(function, new InvocationInput { Trigger = value, BindingData = Data(message) }, cancelled);
        }
        catch (Exception)
        {
            failed = true; // Logged by the invoker.
        }
        await ended.CancelAsync();
        var receipt = await renewed;
        if (!failed)
        {
            await queue.DeleteMessageAsync(message.MessageId, receipt, CancellationToken.None);
        }
        else if (cancelled.IsCancellationRequested)
        {
            await HideAsync(message, receipt, TimeSpan.Zero);
        }
        else if (message.DequeueCount >= settings.MaxDequeueCount)
        {
            await PoisonAsync(message, receipt);
        }
        else
        {
            await HideAsync(message, receipt, settings.QueueRetryDelay);
        }
    }

    /// <returns>The receipt that is valid when it ends: each renewal makes a new one.</returns>
    private async Task<string> RenewAsync(QueueMessage message, CancellationToken ended)
    {
        var receipt = message.PopReceipt;
        while (true)
        {
            await Polling.RestAsync(Lease / 2, ended);
            if (ended.IsCancellationRequested)
            {
                return receipt;
            }
            receipt = await HideAsync(message, receipt, Lease);
        }
    }

    private async Task<string> HideAsync(QueueMessage message, string receipt, TimeSpan time) =>
        (await queue.UpdateMessageAsync(
            message.MessageId, receipt, visibilityTimeout: time, cancellationToken: CancellationToken.None)).Value.PopReceipt;

    private async Task PoisonAsync(QueueMessage message, string receipt)
    {
        Poisoned(message.MessageId, queue.Name, function.Name, message.DequeueCount);
        await poison.CreateIfNotExistsAsync(cancellationToken: CancellationToken.None);
        await poison.SendMessageAsync(message.Body, cancellationToken: CancellationToken.None);
        await queue.DeleteMessageAsync(message.MessageId, receipt, CancellationToken.None);
    }

    private static Dictionary<string, object?> Data(QueueMessage message) => new(StringComparer.OrdinalIgnoreCase)
    {
        ["Id"] = message.MessageId,
        ["DequeueCount"] = message.DequeueCount,
        ["PopReceipt"] = message.PopReceipt,
        ["InsertionTime"] = message.InsertedOn,
        ["ExpirationTime"] = message.ExpiresOn,
        ["NextVisibleTime"] = message.NextVisibleOn,
    };

    [LoggerMessage(LogLevel.Error, "Message {Message} of queue {Queue} is set aside: function '{Function}' could not handle it in {Tries} tries")]
    private partial void Poisoned(string message, string queue, string function, long tries);
}
