using Embedded.Host.Functions;
using NCrontab;

namespace Embedded.Host.Timers;

/// <summary>A timer's schedule, in UTC: second, minute, hour, day, month, weekday. With five fields the second is 0, as on Azure.</summary>
internal sealed class CronSchedule
{
    private readonly CrontabSchedule schedule;

    private CronSchedule(string text, CrontabSchedule schedule)
    {
        Text = text;
        this.schedule = schedule;
    }

    public string Text { get; }

    /// <exception cref="BindingUnknownException">The text is not a schedule.</exception>
    public static CronSchedule Parse(string text)
    {
        var fields = text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Length;
        var schedule = CrontabSchedule.TryParse(text, new CrontabSchedule.ParseOptions { IncludingSeconds = fields == 6 });
        return schedule is not null
            ? new CronSchedule(text, schedule)
            : throw new BindingUnknownException($"its schedule '{text}' is not one of six fields: second, minute, hour, day, month, weekday.");
    }

    /// <summary>The first occurrence after a moment, in UTC.</summary>
    public DateTime After(DateTime moment) => DateTime.SpecifyKind(schedule.GetNextOccurrence(moment), DateTimeKind.Utc);
}
