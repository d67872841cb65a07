namespace Embedded.Engine;

/// <summary>What one instance may take. A bad value stops the start.</summary>
internal sealed record EngineLimits
{
    /// <summary>Characters of an input, output or event payload. Default 1,048,576, as the Durable Task Scheduler's megabyte.</summary>
    public int MaxPayload { get; init; } = 1024 * 1024;

    /// <summary>Characters of a custom status. Default 16,384, as Azure's 16 KB.</summary>
    public int MaxCustomStatus { get; init; } = 16 * 1024;

    /// <summary>Characters of an instance id. Default 100, as Azure's.</summary>
    public int MaxInstanceId { get; init; } = 100;

    /// <summary>Calls, timers and waits of one instance that are open at once. Default 50,000.</summary>
    public int MaxOpenTasks { get; init; } = 50_000;

    /// <summary>History entries at which a warning is logged. Default 50,000.</summary>
    public int HistoryWarning { get; init; } = 50_000;

    /// <summary>History entries at which the instance fails. Default 500,000.</summary>
    public int MaxHistory { get; init; } = 500_000;

    /// <summary>Events received and not yet awaited. Default 50,000.</summary>
    public int MaxBufferedEvents { get; init; } = 50_000;
}
