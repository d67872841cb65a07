using System.Text.Json;
using System.Text.Json.Serialization;
using Embedded.Engine.History;
using Embedded.Engine.Store;
using Embedded.Engine.Work;

namespace Embedded.Engine.Replay;

/// <summary>
/// Histories kept as files, and replayed over today's code: the question before a release is whether instances that are under way
/// will go on. Save one from a store, keep it beside the tests, and replay it there.
/// </summary>
internal static class GoldenHistory
{
    private static readonly HistoryJson Indented = new(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new FailurePropertyConverter() },
        WriteIndented = true,
    });

    /// <summary>The instance's history as indented JSON.</summary>
    /// <exception cref="ArgumentException">There is no such instance, or it has not begun.</exception>
    public static string Save(IStateStore store, string instanceId)
    {
        var stored = store.Load(instanceId);
        return stored.Turns.Count == 0
            ? throw new ArgumentException($"Instance '{instanceId}' has no history.", nameof(instanceId))
            : JsonSerializer.Serialize(new SavedHistory(instanceId, stored.Turns), Indented.SavedHistory);
    }

    /// <summary>Plays a saved history over the code in the catalog.</summary>
    /// <returns>Null when the code asks for just what the history holds; else the first difference.</returns>
    /// <exception cref="StateUnreadableException">The text is not a saved history.</exception>
    /// <exception cref="ArgumentException">Its orchestrator is not in the catalog.</exception>
    public static NonDeterministicOrchestrationException? Replay(string json, TaskCatalog catalog, IServiceProvider services, ReplaySettings settings)
    {
        var saved = Read(json);
        var start = saved.Turns.SelectMany(turn => turn.Received).OfType<ExecutionStarted>().FirstOrDefault()
            ?? throw new StateUnreadableException($"The saved history of '{saved.InstanceId}' does not hold its start.");
        var orchestrator = catalog.Orchestrator(start.Name, start.Version, services)
            ?? throw new ArgumentException($"No orchestrator '{start.Name}' is registered.", nameof(catalog));
        return ReplayCheck.Replay(new Replayer(saved.InstanceId, orchestrator, start, settings), saved.InstanceId, saved.Turns);
    }

    private static SavedHistory Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, Indented.SavedHistory) ?? throw new StateUnreadableException("The saved history is empty.");
        }
        catch (JsonException error)
        {
            throw new StateUnreadableException($"The saved history cannot be read: {error.Message}", error);
        }
    }
}
