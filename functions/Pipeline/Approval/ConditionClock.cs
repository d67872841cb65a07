using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Approval;

/// <summary>When a condition is reminded of, and when it has lapsed.</summary>
public static class ConditionClock
{
    /// <summary>Days before it is due on which the owner is reminded.</summary>
    public static readonly IReadOnlyList<double> ReminderDays = [7, 1];

    public static bool HasLapsed(HeldCondition condition, DateTimeOffset now) => condition.IsOpen && now >= condition.DueAt;

    /// <summary>Reminders that are due by now, by how many days before the end.</summary>
    public static IReadOnlyList<double> Due(HeldCondition condition, DateTimeOffset now) =>
        condition.IsOpen ? [.. ReminderDays.Where(days => condition.DueAt.AddDays(-days) > condition.ReleasedAt && now >= condition.DueAt.AddDays(-days))] : [];

    /// <returns>The next reminder or end of any that is open; null where none is.</returns>
    public static DateTimeOffset? NextLook(IReadOnlyList<HeldCondition> conditions, DateTimeOffset now)
    {
        var times = conditions.Where(condition => condition.IsOpen)
            .SelectMany(condition => ReminderDays.Append(0).Select(days => condition.DueAt.AddDays(-days)))
            .Where(at => at > now).ToList();
        return times.Count == 0 ? null : times.Min();
    }

    /// <summary>Why a person may not say that it is met; null where they may.</summary>
    public static string? MayNotMeet(HeldCondition condition, string person, string submitter, DateTimeOffset now) =>
        condition.MetBy is { } earlier ? $"{earlier} has shown that it is met already."
        : condition.LapsedAt is not null || now >= condition.DueAt ? "It was due before, and has lapsed."
        : People.Same(person, submitter) ? "Who submitted the data does not judge the condition."
        : null;
}
