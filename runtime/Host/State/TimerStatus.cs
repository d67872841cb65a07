namespace Embedded.Host.State;

/// <summary>A timer's place in its schedule, in UTC.</summary>
internal sealed record TimerStatus
{
    /// <summary>The schedule it belongs to; another one starts afresh.</summary>
    public required string Schedule { get; init; }

    /// <summary>The last occurrence that ran; null before the first.</summary>
    public required DateTime? Last { get; init; }

    /// <summary>The occurrence that is due next.</summary>
    public required DateTime Next { get; init; }

    /// <summary>When this was written.</summary>
    public required DateTime Updated { get; init; }
}
