using System.Text.Json.Serialization;
using Embedded.DurableTask;

namespace Embedded.Engine.History;

/// <summary>What reached an instance from outside its own code. Kinds are stored by name: never rename one.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "t")]
[JsonDerivedType(typeof(ExecutionStarted), "started")]
[JsonDerivedType(typeof(TaskCompleted), "done")]
[JsonDerivedType(typeof(TaskFailed), "failed")]
[JsonDerivedType(typeof(SubOrchestrationCompleted), "subDone")]
[JsonDerivedType(typeof(SubOrchestrationFailed), "subFailed")]
[JsonDerivedType(typeof(TimerFired), "fired")]
[JsonDerivedType(typeof(EventRaised), "event")]
[JsonDerivedType(typeof(ExecutionSuspended), "suspended")]
[JsonDerivedType(typeof(ExecutionResumed), "resumed")]
[JsonDerivedType(typeof(ExecutionTerminated), "terminated")]
[JsonDerivedType(typeof(ExecutionRewound), "rewound")]
internal abstract record Received;

/// <summary>The first event of each generation.</summary>
internal sealed record ExecutionStarted(
    string ExecutionId,
    string Name,
    string Version,
    string? Input,
    ParentLink? Parent = null,
    IReadOnlyDictionary<string, string>? Tags = null) : Received;

/// <summary>Whom to tell of the end.</summary>
internal sealed record ParentLink(string InstanceId, string ExecutionId, string Name, int TaskId);

internal sealed record TaskCompleted(int TaskId, string? Result) : Received;

internal sealed record TaskFailed(int TaskId, TaskFailureDetails Failure) : Received;

internal sealed record SubOrchestrationCompleted(int TaskId, string? Result) : Received;

internal sealed record SubOrchestrationFailed(int TaskId, TaskFailureDetails Failure) : Received;

internal sealed record TimerFired(int TimerId) : Received;

internal sealed record EventRaised(string Name, string? Input) : Received;

internal sealed record ExecutionSuspended(string? Reason) : Received;

internal sealed record ExecutionResumed(string? Reason) : Received;

internal sealed record ExecutionTerminated(string? Output, bool Recursive) : Received;

internal sealed record ExecutionRewound(string? Reason) : Received;
