using System.Text.Json;
using Embedded.Engine.History;

namespace Embedded.Engine.Store;

/// <summary>Turns and messages to bytes and back.</summary>
internal static class TurnCodec
{
    public static StoredTurn Encode(Turn turn) => new(turn.At, JsonSerializer.SerializeToUtf8Bytes(turn, HistoryJson.Default.Turn));

    /// <exception cref="StateUnreadableException">The bytes are not a turn.</exception>
    public static Turn Decode(string instanceId, int number, ReadOnlySpan<byte> json) =>
        Read(json, HistoryJson.Default.Turn, $"turn {number} of instance '{instanceId}'");

    public static byte[] Encode(Received received) => JsonSerializer.SerializeToUtf8Bytes(received, HistoryJson.Default.Received);

    /// <exception cref="StateUnreadableException">The bytes are not a message.</exception>
    public static Received DecodeMessage(string instanceId, long sequence, ReadOnlySpan<byte> json) =>
        Read(json, HistoryJson.Default.Received, $"message {sequence} to instance '{instanceId}'");

    private static T Read<T>(ReadOnlySpan<byte> json, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type, string what)
    {
        try
        {
            return JsonSerializer.Deserialize(json, type) ?? throw new StateUnreadableException($"Stored {what} is empty.");
        }
        catch (Exception error) when (error is JsonException or NotSupportedException)
        {
            throw new StateUnreadableException($"Stored {what} cannot be read: {error.Message}", error);
        }
    }
}
