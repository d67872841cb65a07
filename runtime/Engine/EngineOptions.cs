using Embedded.DurableTask;
using Embedded.DurableTask.Converters;
using Embedded.DurableTask.Worker;

namespace Embedded.Engine;

/// <summary>Settings of one engine. A bad value stops the start.</summary>
internal sealed record EngineOptions
{
    /// <summary>The state file; null keeps the state in memory only.</summary>
    public string? StatePath { get; init; }

    /// <summary>Activities at once, at least 1. Default 16.</summary>
    public int MaxConcurrentActivities { get; init; } = 16;

    /// <summary>Orchestration turns at once, at least 1. Default 16.</summary>
    public int MaxConcurrentOrchestrators { get; init; } = 16;

    /// <summary>Idle instances kept ready in memory; one beyond is replayed when it next moves. Default 10,000.</summary>
    public int MaxCachedInstances { get; init; } = 10_000;

    /// <summary>The version of instances started without one. Default empty: unversioned.</summary>
    public string DefaultVersion { get; init; } = string.Empty;

    /// <summary>Which versions the worker takes; null takes any.</summary>
    public DurableTaskWorkerOptions.VersioningOptions? Versioning { get; init; }

    /// <summary>Asked before the first turn of an instance; null takes all.</summary>
    public IOrchestrationFilter? Filter { get; init; }

    /// <summary>How payloads are written. Default JSON.</summary>
    public DataConverter Converter { get; init; } = JsonDataConverter.Default;

    /// <summary>How clients write payloads; null is as the worker does.</summary>
    public DataConverter? ClientConverter { get; init; }

    /// <summary>Settings that orchestrators may read.</summary>
    public IReadOnlyDictionary<string, object?> Properties { get; init; } = new Dictionary<string, object?>();

    public EngineLimits Limits { get; init; } = new();

    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxConcurrentActivities, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxConcurrentOrchestrators, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(MaxCachedInstances);
        ArgumentOutOfRangeException.ThrowIfLessThan(Limits.MaxPayload, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Limits.MaxOpenTasks, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Limits.MaxHistory, 1);
    }
}
