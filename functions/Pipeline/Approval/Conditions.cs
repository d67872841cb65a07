using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Approval;

/// <summary>What a vote may ask for after the release.</summary>
public static class Conditions
{
    public const int Most = 5;

    public const int MaxDays = 365;

    public const int MaxLength = 500;

    /// <returns>Null where they can be kept.</returns>
    public static string? Fault(IReadOnlyList<ReleaseCondition> conditions, VoteChoice choice) =>
        choice != VoteChoice.Approve ? "Seen conditions on a rejection; expected them on an approval."
        : conditions.Count > Most ? $"Seen {conditions.Count} conditions; expected at most {Most}."
        : conditions.Any(condition => condition.Text.Trim().Length is 0 or > MaxLength) ? $"Seen a condition without words, or with more than {MaxLength} characters."
        : conditions.FirstOrDefault(condition => !(condition.DueDays is > 0 and <= MaxDays)) is { } bad
            ? FormattableString.Invariant($"Seen a condition due in {bad.DueDays} days; expected above 0, at most {MaxDays}.")
        : null;
}
