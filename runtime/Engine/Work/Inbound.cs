using Embedded.DurableTask.Client;
using Embedded.Engine.History;

namespace Embedded.Engine.Work;

/// <summary>Something for one instance to deal with, in order.</summary>
internal abstract record Inbound
{
    /// <summary>Told once the effect is stored: true, or false when there was nothing to do. Null when no one waits.</summary>
    public TaskCompletionSource<bool>? Reply { get; init; }
}

/// <summary>An event for a generation.</summary>
/// <param name="ExecutionId">The generation it is meant for; null is any.</param>
internal sealed record Message(Received Event, string? ExecutionId = null) : Inbound;

/// <summary>A client wants a new instance.</summary>
internal sealed record StartRequest(ExecutionStarted Start, DateTime? StartAt, IReadOnlyList<OrchestrationRuntimeStatus> Dedupe) : Inbound;

/// <summary>A client wants an ended instance removed.</summary>
internal sealed record PurgeRequest : Inbound;

/// <summary>A client wants a failed instance to go on.</summary>
internal sealed record RewindRequest(string Reason) : Inbound;

/// <summary>Look at the store: a message was stored, the worker started, a start time came, a store recovered.</summary>
internal sealed record Wake : Inbound;
