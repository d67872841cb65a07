namespace Embedded.Functions.Worker;

/// <summary>The state of a timer's schedule, in UTC.</summary>
public class ScheduleStatus
{
    /// <summary>The last occurrence that ran; the default value when none did.</summary>
    public DateTime Last { get; set; }

    /// <summary>The next occurrence.</summary>
    public DateTime Next { get; set; }

    /// <summary>When this status was written.</summary>
    public DateTime LastUpdated { get; set; }
}
