namespace ServerlessMlops.Pipeline.Contracts;

/// <summary>One part of a decision, complete when enough distinct people have approved in it. Parts are taken in order.</summary>
public sealed record ApprovalStep
{
    public required string Name { get; init; }

    /// <summary>Roles that may vote in it; not asked where <see cref="People"/> are named.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>The only people who may vote in it; empty: whoever has one of the roles.</summary>
    public IReadOnlyList<string> People { get; init; } = [];

    public int Quorum { get; init; } = 1;
}

/// <summary>From a day to a day, one person votes in the place of another who is named in a step.</summary>
/// <param name="Start">UTC, inclusive.</param>
/// <param name="End">UTC, exclusive.</param>
public sealed record ApprovalDelegation(string From, string To, DateTimeOffset Start, DateTimeOffset End);

/// <summary>Who may vote as well when nothing was decided for a while.</summary>
public sealed record ApprovalEscalation
{
    /// <summary>Hours after the request was opened.</summary>
    public double AfterHours { get; init; }

    public IReadOnlyList<string> Roles { get; init; } = [];

    public IReadOnlyList<string> People { get; init; } = [];
}

/// <summary>A retrain inside it takes fewer people; outside it the full quorum. Never the first version.</summary>
public sealed record ChangeEnvelope
{
    /// <summary>Distinct people, in one step.</summary>
    public int Quorum { get; init; } = 1;

    /// <summary>How much worse than the champion the primary measure may be, by the whole paired interval; 0 or more.</summary>
    public double MaximumLoss { get; init; }
}

/// <summary>The rules of one request, settled when it was opened.</summary>
public sealed record ApprovalRules
{
    /// <summary>At least one.</summary>
    public required IReadOnlyList<ApprovalStep> Steps { get; init; }

    public ApprovalEscalation? Escalation { get; init; }

    public IReadOnlyList<ApprovalDelegation> Delegations { get; init; } = [];

    /// <summary>Who may vote neither for themselves nor for another: whoever announced, claimed, or brought what is judged.</summary>
    public IReadOnlyList<string> Excluded { get; init; } = [];

    /// <summary>Hours between reminders; null: none are sent.</summary>
    public double? ReminderHours { get; init; }

    /// <summary>Why fewer people are asked than usual; null where they are not.</summary>
    public string? Envelope { get; init; }
}

/// <summary>A question to those who ask for the release. It and its answer are evidence; while it is open the clock stands.</summary>
/// <param name="Id">From 1.</param>
/// <param name="Text">1 to 2,000 characters.</param>
public sealed record ApprovalQuestion(int Id, string AskedBy, DateTimeOffset AskedAt, string Text)
{
    /// <summary>Null while it is open.</summary>
    public string? Answer { get; init; }

    public string? AnsweredBy { get; init; }

    public DateTimeOffset? AnsweredAt { get; init; }
}

/// <summary>Under what a vote approves: kept by a timer after the release, which demotes the version where it was not met.</summary>
/// <param name="Text">In people's words, e.g. "FPR gap below 0.05 after 5,000 labels".</param>
/// <param name="DueDays">Days after the release, at most 365.</param>
public sealed record ReleaseCondition(string Text, double DueDays);
