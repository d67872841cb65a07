namespace ServerlessMlops.Pipeline.Contracts;

/// <summary>A named exception from one gate of one model, for a time, asked for by one person and approved by another.</summary>
/// <param name="Rule">The gate's rule, as evaluations write it: a waiver of another limit is another waiver.</param>
/// <param name="Reason">1 to 2,000 characters.</param>
/// <param name="ExpiresAt">At most <see cref="Policy.WaiverRules.MaxDays"/> days after it was asked for.</param>
public sealed record Waiver(
    string Id, string Model, string Rule, string Reason, string AskedBy, DateTimeOffset AskedAt, DateTimeOffset ExpiresAt)
{
    /// <summary>Who allowed it; null while nobody has.</summary>
    public string? ApprovedBy { get; init; }

    public DateTimeOffset? ApprovedAt { get; init; }

    /// <summary>Who ended it before its time; null where nobody did.</summary>
    public string? RevokedBy { get; init; }

    public DateTimeOffset? RevokedAt { get; init; }
}

/// <summary>The waiver under which a gate did not stop a run, as it stood at the evaluation.</summary>
public sealed record WaiverUse(string Id, string AskedBy, string ApprovedBy, string Reason, DateTimeOffset ExpiresAt);
