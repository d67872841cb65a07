using System.Text.Json.Serialization;

namespace Embedded.Engine.History;

/// <summary>What the orchestrator's code asked for. Numbers count from 0 within one generation.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "t")]
[JsonDerivedType(typeof(TaskScheduled), "task")]
[JsonDerivedType(typeof(TimerCreated), "timer")]
[JsonDerivedType(typeof(SubOrchestrationCreated), "sub")]
[JsonDerivedType(typeof(EventSent), "send")]
internal abstract record Decision(int Id)
{
    /// <summary>What a replay must ask for again: kind and name, not payloads, which may grow by optional members.</summary>
    [JsonIgnore]
    public abstract string Signature { get; }
}

internal sealed record TaskScheduled(int Id, string Name, string? Version, string? Input, IReadOnlyDictionary<string, string>? Tags = null) : Decision(Id)
{
    public override string Signature => $"activity '{Name}'";
}

internal sealed record TimerCreated(int Id, DateTime FireAt) : Decision(Id)
{
    public override string Signature => "timer";
}

internal sealed record SubOrchestrationCreated(
    int Id, string Name, string? Version, string InstanceId, string? Input, IReadOnlyDictionary<string, string>? Tags = null) : Decision(Id)
{
    public override string Signature => $"sub-orchestration '{Name}'";
}

internal sealed record EventSent(int Id, string InstanceId, string Name, string? Input) : Decision(Id)
{
    public override string Signature => $"event '{Name}' to '{InstanceId}'";
}
