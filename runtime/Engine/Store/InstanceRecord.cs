using Embedded.DurableTask;
using Embedded.DurableTask.Client;
using Embedded.Engine.History;

namespace Embedded.Engine.Store;

/// <summary>The row of an instance. Times are in UTC.</summary>
/// <param name="Key">The store's number for the instance; the engine counts it up.</param>
/// <param name="ExecutionId">Names one generation: what was meant for an earlier one is dropped.</param>
internal sealed record InstanceRecord(long Key, string InstanceId, string ExecutionId, string Name, string Version)
{
    public OrchestrationRuntimeStatus Status { get; init; } = OrchestrationRuntimeStatus.Pending;

    public required DateTime CreatedAt { get; init; }

    /// <summary>When the row or the history last changed.</summary>
    public required DateTime UpdatedAt { get; init; }

    public DateTime? CompletedAt { get; init; }

    /// <summary>Not to begin before; null is at once.</summary>
    public DateTime? StartAt { get; init; }

    public string? Input { get; init; }

    public string? Output { get; init; }

    public string? CustomStatus { get; init; }

    public TaskFailureDetails? Failure { get; init; }

    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    public ParentLink? Parent { get; init; }

    public bool HasEnded => Status is OrchestrationRuntimeStatus.Completed or OrchestrationRuntimeStatus.Failed
        or OrchestrationRuntimeStatus.Terminated or OrchestrationRuntimeStatus.Canceled;
}
