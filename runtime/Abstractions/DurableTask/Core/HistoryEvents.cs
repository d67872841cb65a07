using Embedded.DurableTask.Client;

namespace Embedded.DurableTask.Core.History;

/// <summary>A generation began.</summary>
public sealed class ExecutionStartedEvent : HistoryEvent
{
    internal ExecutionStartedEvent(DateTime timestamp, string name, string version, string? input)
        : base(-1, timestamp) => (Name, Version, Input) = (name, version, input);

    public override EventType EventType => EventType.ExecutionStarted;

    public string Name { get; }

    public string Version { get; }

    public string? Input { get; }
}

/// <summary>A generation ended by itself.</summary>
public sealed class ExecutionCompletedEvent : HistoryEvent
{
    internal ExecutionCompletedEvent(int id, DateTime timestamp, OrchestrationRuntimeStatus status, string? result, TaskFailureDetails? failure)
        : base(id, timestamp) => (OrchestrationStatus, Result, FailureDetails) = (status, result, failure);

    public override EventType EventType => EventType.ExecutionCompleted;

    public OrchestrationRuntimeStatus OrchestrationStatus { get; }

    public string? Result { get; }

    public TaskFailureDetails? FailureDetails { get; }
}

/// <summary>A turn began.</summary>
public sealed class OrchestratorStartedEvent : HistoryEvent
{
    internal OrchestratorStartedEvent(DateTime timestamp)
        : base(-1, timestamp)
    {
    }

    public override EventType EventType => EventType.OrchestratorStarted;
}

/// <summary>A turn ended.</summary>
public sealed class OrchestratorCompletedEvent : HistoryEvent
{
    internal OrchestratorCompletedEvent(DateTime timestamp)
        : base(-1, timestamp)
    {
    }

    public override EventType EventType => EventType.OrchestratorCompleted;
}

/// <summary>The instance was suspended, resumed, rewound or terminated from outside.</summary>
public sealed class ExecutionSteeredEvent : HistoryEvent
{
    internal ExecutionSteeredEvent(EventType type, DateTime timestamp, string? reason)
        : base(-1, timestamp) => (EventType, Reason) = (type, reason);

    public override EventType EventType { get; }

    /// <summary>The reason given; for a termination its output.</summary>
    public string? Reason { get; }
}
