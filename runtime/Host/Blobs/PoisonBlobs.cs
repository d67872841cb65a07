using System.Text.Json;
using Azure;
using Azure.Storage.Queues;
using Embedded.Host.Functions;
using Microsoft.Extensions.Logging;

namespace Embedded.Host.Blobs;

/// <summary>Messages about blobs that were set aside, in the queue and the shape that Azure uses.</summary>
internal sealed partial class PoisonBlobs(QueueServiceClient queues, ILogger log)
{
    public const string QueueName = "webjobs-blobtrigger-poison";

    /// <returns>False when the queue service did not take the message.</returns>
    public async Task<bool> TrySendAsync(FunctionDescriptor function, BlobEvent blob)
    {
        var message = JsonSerializer.SerializeToUtf8Bytes(new
        {
            Type = "BlobTrigger",
            FunctionId = $"Host.Functions.{function.Name}",
            BlobType = "BlockBlob",
            ContainerName = blob.Blob.BlobContainerName,
            BlobName = blob.Blob.Name,
            ETag = $"\"{blob.ETag}\"",
        });
        try
        {
            var queue = queues.GetQueueClient(QueueName);
            await queue.CreateIfNotExistsAsync();
            await queue.SendMessageAsync(Convert.ToBase64String(message));
            return true;
        }
        catch (RequestFailedException error)
        {
            NotSent(error, blob.Path);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Error, "No poison message for blob {Blob}: the queue service refused it")]
    private partial void NotSent(Exception error, string blob);
}
