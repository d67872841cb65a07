using System.Text.Json;
using System.Text.Json.Serialization;

namespace Embedded.Engine.History;

/// <summary>The one text form of turns and messages, in the state file and in saved histories alike.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, GenerationMode = JsonSourceGenerationMode.Metadata,
    Converters = [typeof(FailurePropertyConverter)])]
[JsonSerializable(typeof(Turn))]
[JsonSerializable(typeof(Received))]
[JsonSerializable(typeof(Embedded.DurableTask.TaskFailureDetails))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, string>))]
[JsonSerializable(typeof(SavedHistory))]
[JsonSerializable(typeof(bool))]
[JsonSerializable(typeof(long))]
[JsonSerializable(typeof(double))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(string))]
internal sealed partial class HistoryJson : JsonSerializerContext;

/// <summary>A history as a file: the instance's id and its turns.</summary>
internal sealed record SavedHistory(string InstanceId, IReadOnlyList<Turn> Turns);
