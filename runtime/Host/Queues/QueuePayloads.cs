using System.Text;
using System.Text.Json;
using Azure.Core.Serialization;
using Azure.Storage.Queues.Models;

namespace Embedded.Host.Queues;

/// <summary>Reads a message as the type that the function declares.</summary>
internal sealed class QueuePayloads(ObjectSerializer serializer, bool base64)
{
    /// <returns>False when the message is not what the function expects; trying again would not help.</returns>
    public bool TryRead(QueueMessage message, Type type, out object? value)
    {
        value = null;
        if (type == typeof(QueueMessage))
        {
            value = message;
            return true;
        }
        if (Decode(message) is not { } bytes)
        {
            return false;
        }
        try
        {
            value = type == typeof(string) ? Encoding.UTF8.GetString(bytes)
                : type == typeof(BinaryData) ? new BinaryData(bytes)
                : type == typeof(byte[]) ? bytes
                : serializer.Deserialize(new MemoryStream(bytes, writable: false), type, CancellationToken.None);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private byte[]? Decode(QueueMessage message)
    {
        if (!base64)
        {
            return message.Body.ToArray();
        }
        var text = message.Body.ToString();
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? bytes[..length] : null;
    }
}
