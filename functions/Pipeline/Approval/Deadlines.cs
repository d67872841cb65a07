using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Approval;

/// <summary>When a request closes: while a question is open the clock stands, for a while.</summary>
public static class Deadlines
{
    /// <summary>Longest that one question holds the clock: an answer that never comes does not keep a request open.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromDays(7);

    /// <param name="now">UTC; an open question counts up to here.</param>
    public static DateTimeOffset Of(ApprovalRequest request, DateTimeOffset now)
    {
        var (deadline, until) = (request.Deadline, DateTimeOffset.MinValue);
        foreach (var question in (request.Questions ?? []).OrderBy(question => question.AskedAt))
        {
            // Two questions at once hold the clock once.
            var start = question.AskedAt > until ? question.AskedAt : until;
            var end = Earlier(question.AnsweredAt ?? now, question.AskedAt + LongestPause);
            if (end > start && question.AskedAt <= deadline)
            {
                deadline += end - start;
                until = end;
            }
        }

        return deadline;
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
