using Embedded.DurableTask.Core.History;
using Embedded.Engine.History;
using Embedded.Engine.Store;

namespace Embedded.Engine.Client;

/// <summary>Turns as the list of events that Durable Task tools know.</summary>
internal static class HistoryReadout
{
    public static List<HistoryEvent> Of(StoredInstance instance)
    {
        List<HistoryEvent> events = [];
        var last = -1;
        foreach (var turn in instance.Turns)
        {
            events.Add(new OrchestratorStartedEvent(turn.At));
            events.AddRange(turn.Received.Select(received => Of(received, turn.At)));
            events.AddRange(turn.Decisions.Select(decision => Of(decision, turn.At)));
            last = turn.Decisions.Count > 0 ? turn.Decisions[^1].Id : last;
            if (turn.Ending is { } ending)
            {
                events.Add(new ExecutionCompletedEvent(last + 1, turn.At, ending.Status, ending.Output, ending.Failure));
            }

            events.Add(new OrchestratorCompletedEvent(turn.At));
        }

        return events;
    }

    private static HistoryEvent Of(Received received, DateTime at) => received switch
    {
        ExecutionStarted started => new ExecutionStartedEvent(at, started.Name, started.Version, started.Input),
        TaskCompleted done => new TaskCompletedEvent(at, done.TaskId, done.Result),
        TaskFailed failed => new TaskFailedEvent(at, failed.TaskId, failed.Failure),
        SubOrchestrationCompleted done => new SubOrchestrationInstanceCompletedEvent(at, done.TaskId, done.Result),
        SubOrchestrationFailed failed => new SubOrchestrationInstanceFailedEvent(at, failed.TaskId, failed.Failure),
        TimerFired fired => new TimerFiredEvent(at, fired.TimerId),
        EventRaised raised => new EventRaisedEvent(at, raised.Name, raised.Input),
        ExecutionSuspended suspended => new ExecutionSteeredEvent(EventType.ExecutionSuspended, at, suspended.Reason),
        ExecutionResumed resumed => new ExecutionSteeredEvent(EventType.ExecutionResumed, at, resumed.Reason),
        ExecutionRewound rewound => new ExecutionSteeredEvent(EventType.ExecutionRewound, at, rewound.Reason),
        ExecutionTerminated terminated => new ExecutionSteeredEvent(EventType.ExecutionTerminated, at, terminated.Output),
        _ => throw new StateUnreadableException($"A history holds an unknown event {received.GetType().Name}."),
    };

    private static HistoryEvent Of(Decision decision, DateTime at) => decision switch
    {
        TaskScheduled task => new TaskScheduledEvent(task.Id, at, task.Name, task.Version, task.Input),
        TimerCreated timer => new TimerCreatedEvent(timer.Id, at, timer.FireAt),
        SubOrchestrationCreated sub => new SubOrchestrationInstanceCreatedEvent(sub.Id, at, sub.Name, sub.Version, sub.InstanceId, sub.Input),
        EventSent sent => new EventSentEvent(sent.Id, at, sent.InstanceId, sent.Name, sent.Input),
        _ => throw new StateUnreadableException($"A history holds an unknown decision {decision.GetType().Name}."),
    };
}
