using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Approval;

/// <summary>When an open request is looked at again without anybody having done anything.</summary>
public static class NextLook
{
    /// <summary>Events are lost; what is stored is read again at least this often.</summary>
    public static readonly TimeSpan AtLeastEvery = TimeSpan.FromHours(6);

    /// <returns>The earliest of the deadline, the next reminder, the escalation, and six hours from now.</returns>
    public static DateTimeOffset After(ApprovalRequest request, DateTimeOffset now) => new[]
    {
        Deadlines.Of(request, now),
        Reminder(request, Reminders(request, now) + 1),
        request.Rules?.Escalation is { } escalation ? request.OpenedAt.AddHours(escalation.AfterHours) : null,
        now + AtLeastEvery,
    }.OfType<DateTimeOffset>().Where(at => at > now).Min();

    /// <summary>Reminders that are due by now, counted from the opening.</summary>
    public static int Reminders(ApprovalRequest request, DateTimeOffset now) => request.Rules?.ReminderHours is { } hours and > 0
        ? (int)Math.Floor((now - request.OpenedAt).TotalHours / hours)
        : 0;

    public static bool IsEscalated(ApprovalRequest request, DateTimeOffset now) =>
        request.Rules?.Escalation is { } escalation && now >= request.OpenedAt.AddHours(escalation.AfterHours);

    private static DateTimeOffset? Reminder(ApprovalRequest request, int ordinal) =>
        request.Rules?.ReminderHours is { } hours and > 0 ? request.OpenedAt.AddHours(hours * ordinal) : null;
}
