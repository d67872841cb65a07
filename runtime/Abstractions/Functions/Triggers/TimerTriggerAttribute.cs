namespace Embedded.Functions.Worker;

/// <summary>Runs the function on a schedule, in UTC; the parameter is a <see cref="TimerInfo"/>.</summary>
/// <param name="schedule">Six fields (second, minute, hour, day, month, weekday), or <c>%Setting%</c>.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class TimerTriggerAttribute(string schedule) : Attribute
{
    /// <summary>The schedule.</summary>
    public string Schedule { get; } = schedule;

    /// <summary>Whether occurrences outlive a restart, so that one missed meanwhile is made up for; default true.</summary>
    public bool UseMonitor { get; set; } = true;

    /// <summary>Whether to run once whenever the host starts; default false.</summary>
    public bool RunOnStartup { get; set; }
}
