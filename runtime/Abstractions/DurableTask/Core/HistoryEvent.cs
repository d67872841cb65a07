namespace Embedded.DurableTask.Core.History;

/// <summary>One entry of an instance's history, as it is read out.</summary>
public abstract class HistoryEvent
{
    private protected HistoryEvent(int eventId, DateTime timestamp)
    {
        EventId = eventId;
        Timestamp = timestamp;
    }

    /// <summary>The number of the action within the orchestration, from 0; -1 for what came from outside.</summary>
    public int EventId { get; }

    /// <summary>When it was recorded, in UTC.</summary>
    public DateTime Timestamp { get; }

    public abstract EventType EventType { get; }
}

/// <summary>The kinds of history entries.</summary>
public enum EventType
{
    ExecutionStarted = 0,
    ExecutionCompleted = 1,
    ExecutionTerminated = 3,
    TaskScheduled = 4,
    TaskCompleted = 5,
    TaskFailed = 6,
    SubOrchestrationInstanceCreated = 7,
    SubOrchestrationInstanceCompleted = 8,
    SubOrchestrationInstanceFailed = 9,
    TimerCreated = 10,
    TimerFired = 11,
    OrchestratorStarted = 12,
    OrchestratorCompleted = 13,
    EventSent = 14,
    EventRaised = 15,
    ContinueAsNew = 16,
    ExecutionSuspended = 19,
    ExecutionResumed = 20,
    ExecutionRewound = 21,
}
