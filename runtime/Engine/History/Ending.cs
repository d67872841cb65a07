using System.Text.Json.Serialization;
using Embedded.DurableTask;
using Embedded.DurableTask.Client;

namespace Embedded.Engine.History;

/// <summary>How a generation ended.</summary>
/// <param name="Status">Completed, Failed, Terminated or ContinuedAsNew.</param>
/// <param name="Output">The output; for ContinuedAsNew the next input.</param>
/// <param name="Failure">Why it failed.</param>
/// <param name="NextVersion">The version of the next generation, where it changes.</param>
internal sealed record Ending(
    [property: JsonConverter(typeof(JsonStringEnumConverter<OrchestrationRuntimeStatus>))] OrchestrationRuntimeStatus Status,
    string? Output,
    TaskFailureDetails? Failure = null,
    string? NextVersion = null);
