namespace Embedded.Functions.Worker;

/// <summary>What a timer function is told about its occurrence.</summary>
public class TimerInfo
{
    /// <summary>Last and next occurrence; null when the schedule is not monitored.</summary>
    public ScheduleStatus? ScheduleStatus { get; set; }

    /// <summary>Whether this occurrence was due while the host was down.</summary>
    public bool IsPastDue { get; set; }
}
