namespace Embedded.DurableTask.Core.History;

/// <summary>An activity was called.</summary>
public sealed class TaskScheduledEvent : HistoryEvent
{
    internal TaskScheduledEvent(int id, DateTime timestamp, string name, string? version, string? input)
        : base(id, timestamp) => (Name, Version, Input) = (name, version, input);

    public override EventType EventType => EventType.TaskScheduled;

    public string Name { get; }

    public string? Version { get; }

    public string? Input { get; }
}

/// <summary>An activity gave its result.</summary>
public sealed class TaskCompletedEvent : HistoryEvent
{
    internal TaskCompletedEvent(DateTime timestamp, int taskScheduledId, string? result)
        : base(-1, timestamp) => (TaskScheduledId, Result) = (taskScheduledId, result);

    public override EventType EventType => EventType.TaskCompleted;

    public int TaskScheduledId { get; }

    public string? Result { get; }
}

/// <summary>An activity failed.</summary>
public sealed class TaskFailedEvent : HistoryEvent
{
    internal TaskFailedEvent(DateTime timestamp, int taskScheduledId, TaskFailureDetails failure)
        : base(-1, timestamp) => (TaskScheduledId, FailureDetails) = (taskScheduledId, failure);

    public override EventType EventType => EventType.TaskFailed;

    public int TaskScheduledId { get; }

    public TaskFailureDetails FailureDetails { get; }
}

/// <summary>A sub-orchestration was called.</summary>
public sealed class SubOrchestrationInstanceCreatedEvent : HistoryEvent
{
    internal SubOrchestrationInstanceCreatedEvent(int id, DateTime timestamp, string name, string? version, string instanceId, string? input)
        : base(id, timestamp) => (Name, Version, InstanceId, Input) = (name, version, instanceId, input);

    public override EventType EventType => EventType.SubOrchestrationInstanceCreated;

    public string Name { get; }

    public string? Version { get; }

    public string InstanceId { get; }

    public string? Input { get; }
}

/// <summary>A sub-orchestration gave its result.</summary>
public sealed class SubOrchestrationInstanceCompletedEvent : HistoryEvent
{
    internal SubOrchestrationInstanceCompletedEvent(DateTime timestamp, int taskScheduledId, string? result)
        : base(-1, timestamp) => (TaskScheduledId, Result) = (taskScheduledId, result);

    public override EventType EventType => EventType.SubOrchestrationInstanceCompleted;

    public int TaskScheduledId { get; }

    public string? Result { get; }
}

/// <summary>A sub-orchestration failed or was terminated.</summary>
public sealed class SubOrchestrationInstanceFailedEvent : HistoryEvent
{
    internal SubOrchestrationInstanceFailedEvent(DateTime timestamp, int taskScheduledId, TaskFailureDetails failure)
        : base(-1, timestamp) => (TaskScheduledId, FailureDetails) = (taskScheduledId, failure);

    public override EventType EventType => EventType.SubOrchestrationInstanceFailed;

    public int TaskScheduledId { get; }

    public TaskFailureDetails FailureDetails { get; }
}

/// <summary>A timer was set.</summary>
public sealed class TimerCreatedEvent : HistoryEvent
{
    internal TimerCreatedEvent(int id, DateTime timestamp, DateTime fireAt)
        : base(id, timestamp) => FireAt = fireAt;

    public override EventType EventType => EventType.TimerCreated;

    public DateTime FireAt { get; }
}

/// <summary>A timer was due.</summary>
public sealed class TimerFiredEvent : HistoryEvent
{
    internal TimerFiredEvent(DateTime timestamp, int timerId)
        : base(-1, timestamp) => TimerId = timerId;

    public override EventType EventType => EventType.TimerFired;

    public int TimerId { get; }
}

/// <summary>An event was sent to another instance.</summary>
public sealed class EventSentEvent : HistoryEvent
{
    internal EventSentEvent(int id, DateTime timestamp, string instanceId, string name, string? input)
        : base(id, timestamp) => (InstanceId, Name, Input) = (instanceId, name, input);

    public override EventType EventType => EventType.EventSent;

    public string InstanceId { get; }

    public string Name { get; }

    public string? Input { get; }
}

/// <summary>An event came.</summary>
public sealed class EventRaisedEvent : HistoryEvent
{
    internal EventRaisedEvent(DateTime timestamp, string name, string? input)
        : base(-1, timestamp) => (Name, Input) = (name, input);

    public override EventType EventType => EventType.EventRaised;

    public string Name { get; }

    public string? Input { get; }
}
