namespace Embedded.DurableTask;

/// <summary>How a new orchestration is started.</summary>
/// <param name="InstanceId">The id, at most 100 characters; null lets the client choose.</param>
/// <param name="StartAt">Not before this time; null is at once.</param>
public record StartOrchestrationOptions(string? InstanceId = null, DateTimeOffset? StartAt = null)
{
    /// <summary>A copy.</summary>
    public StartOrchestrationOptions(StartOrchestrationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        InstanceId = options.InstanceId;
        StartAt = options.StartAt;
        Tags = options.Tags;
        Version = options.Version;
        DedupeStatuses = options.DedupeStatuses;
    }

    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>The orchestrator's version; null is the client's default version.</summary>
    public TaskVersion? Version { get; init; }

    /// <summary>Statuses of an existing instance of the same id that refuse the start. See <c>WithDedupeStatuses</c>.</summary>
    public IReadOnlyList<string>? DedupeStatuses { get; init; }
}
