using Embedded.DurableTask.Abstractions;
using Embedded.DurableTask.Entities;
using Microsoft.Extensions.Logging;

namespace Embedded.DurableTask;

/// <summary>All that an orchestrator may know and do: time, ids, calls, timers, events. Everything else is chance.</summary>
public abstract partial class TaskOrchestrationContext
{
    /// <summary>The name of the orchestrator.</summary>
    public abstract TaskName Name { get; }

    /// <summary>The id of this instance.</summary>
    public abstract string InstanceId { get; }

    /// <summary>The orchestration that called this one; null at the top.</summary>
    public abstract ParentOrchestrationInstance? Parent { get; }

    /// <summary>The time of the present turn in UTC; the same on replay, and never going backwards.</summary>
    public abstract DateTime CurrentUtcDateTime { get; }

    /// <summary>Whether the code runs over what already happened.</summary>
    public abstract bool IsReplaying { get; }

    /// <summary>The version this instance was started with; empty when unversioned.</summary>
    public virtual string Version => string.Empty;

    /// <summary>Settings of the host that orchestrators may read.</summary>
    public virtual IReadOnlyDictionary<string, object?> Properties { get; } = new Dictionary<string, object?>();

    /// <summary>Durable entities are not part of the embedded engine.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public virtual TaskOrchestrationEntityFeature Entities => throw EntitiesLeftOut.Error();

    /// <summary>Loggers that write once, not again on replay.</summary>
    public virtual ILoggerFactory ReplaySafeLoggerFactory => field ??= new ReplaySafeLoggers(this, LoggerFactory);

    protected abstract ILoggerFactory LoggerFactory { get; }

    /// <summary>The input as <typeparamref name="T"/>; the type's default when none was given.</summary>
    public abstract T? GetInput<T>();

    /// <summary>Changes what <c>OrchestrationMetadata.ReadCustomStatusAs</c> answers; null clears it. At most 16 KB of text.</summary>
    public abstract void SetCustomStatus(object? customStatus);

    /// <summary>Ends this generation and starts the next one with an empty history.</summary>
    public abstract void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true);

    /// <inheritdoc cref="ContinueAsNew(object?, bool)"/>
    public virtual void ContinueAsNew(ContinueAsNewOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ContinueAsNew(options.NewInput, options.PreserveUnprocessedEvents);
    }

    /// <summary>An id that is the same on replay (RFC 4122, version 5).</summary>
    public abstract Guid NewGuid();

    /// <summary>Sends an event to another instance, without waiting for it.</summary>
    public abstract void SendEvent(string instanceId, string eventName, object payload);

    /// <summary>A logger that is silent on replay.</summary>
    public virtual ILogger CreateReplaySafeLogger(string categoryName) => ReplaySafeLoggerFactory.CreateLogger(categoryName);

    /// <inheritdoc cref="CreateReplaySafeLogger(string)"/>
    public virtual ILogger CreateReplaySafeLogger(Type type) => ReplaySafeLoggerFactory.CreateLogger(type);

    /// <inheritdoc cref="CreateReplaySafeLogger(string)"/>
    public virtual ILogger CreateReplaySafeLogger<T>() => ReplaySafeLoggerFactory.CreateLogger<T>();

    /// <summary>Compares this instance's version with another one; see <see cref="TaskOrchestrationVersioningUtils"/>.</summary>
    public virtual int CompareVersionTo(string version) => TaskOrchestrationVersioningUtils.CompareVersions(Version, version);
}
