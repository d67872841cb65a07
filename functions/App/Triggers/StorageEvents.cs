using System.Text.Json;

namespace ServerlessMlops.App.Triggers;

/// <summary>Reads what Event Grid puts into a queue: its own schema and that of CloudEvents name the blob alike.</summary>
public static class StorageEvents
{
    /// <returns>The blob's path inside of the container; null where the event is about something else.</returns>
    /// <exception cref="JsonException">The message is no event. It goes to the poison queue, as nobody else would look at it.</exception>
    public static string? PathIn(string container, string message)
    {
        using var announced = JsonDocument.Parse(message);
        var subject = announced.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("subject", out var named)
            && named.ValueKind == JsonValueKind.String ? named.GetString()! : "";
        var prefix = $"/blobServices/default/containers/{container}/blobs/";
        return subject.StartsWith(prefix, StringComparison.Ordinal) && subject.Length > prefix.Length ? subject[prefix.Length..] : null;
    }
}
