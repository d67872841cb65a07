using ServerlessMlops.Pipeline.Approval;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Policy;

/// <summary>When an exception from a gate holds: one person asks, another allows it, and it ends by itself.</summary>
public static class WaiverRules
{
    /// <summary>Days that a waiver may last from when it was asked for.</summary>
    public const int MaxDays = 90;

    public const int MaxReasonLength = 2_000;

    /// <summary>The role that allows waivers.</summary>
    public const string AllowedBy = "PolicyOwner";

    /// <summary>What is wrong with one that is asked for; null where nothing is.</summary>
    public static string? Fault(string rule, string reason, DateTimeOffset expiresAt, DateTimeOffset now) =>
        rule.Trim().Length is 0 or > 200 ? "Seen no rule; expected the rule of a gate, as evaluations write it."
        : reason.Trim().Length is 0 or > MaxReasonLength ? $"Seen a reason of {reason.Trim().Length} characters; expected 1 to {MaxReasonLength}."
        : expiresAt <= now || expiresAt > now.AddDays(MaxDays) ? $"Seen an expiry of {expiresAt:yyyy-MM-dd HH:mm} UTC; expected one within {MaxDays} days from now."
        : null;

    /// <summary>Why <paramref name="person"/> may not allow it; null where they may.</summary>
    public static string? MayNotAllow(Waiver waiver, string person, DateTimeOffset now) =>
        waiver.RevokedBy is not null ? "It was revoked."
        : waiver.ApprovedBy is { } earlier ? $"{earlier} has allowed it already."
        : People.Same(waiver.AskedBy, person) ? "Who asked for a waiver does not allow it: that takes another person."
        : waiver.ExpiresAt <= now ? "It has expired."
        : null;

    public static bool Holds(Waiver waiver, DateTimeOffset now) =>
        waiver is { ApprovedBy: not null, RevokedBy: null } && now < waiver.ExpiresAt && !People.Same(waiver.AskedBy, waiver.ApprovedBy);

    /// <summary>The results with the waivers that hold: only gates that may be waived, and only by their very rule.</summary>
    public static IReadOnlyList<GateResult> Apply(IReadOnlyList<GateResult> results, IReadOnlyList<Waiver> waivers, DateTimeOffset now) =>
    [
        .. results.Select(result => result is { Severity: GateSeverity.Waiver, Stops: true } && Find(result.Rule, waivers, now) is { } waiver
            ? result with { Waiver = new(waiver.Id, waiver.AskedBy, waiver.ApprovedBy!, waiver.Reason, waiver.ExpiresAt) }
            : result),
    ];

    private static Waiver? Find(string rule, IReadOnlyList<Waiver> waivers, DateTimeOffset now) =>
        waivers.Where(waiver => waiver.Rule == rule && Holds(waiver, now)).MaxBy(waiver => waiver.ExpiresAt);
}
