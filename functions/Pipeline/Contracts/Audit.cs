namespace ServerlessMlops.Pipeline.Contracts;

public enum ActorKind { Person, Automation }

/// <summary>Who did it: a person, or automation for which a person answers.</summary>
public sealed record Actor(string Name, ActorKind Kind, IReadOnlyList<string>? Roles = null)
{
    public static readonly Actor Pipeline = new("pipeline", ActorKind.Automation);
}

/// <summary>What is to be recorded.</summary>
/// <param name="Key">Unique in its chain and made from the effect, not from chance: recording the same key again changes nothing.</param>
/// <param name="Action">Stable, dotted: <c>run.received</c>, <c>data.ingested</c>, <c>approval.voted</c> …</param>
/// <param name="Subject">What it was done to, e.g. <c>credit-risk@3</c>, or a digest.</param>
/// <param name="Facts">Names and values, small; documents by digest. Never a secret.</param>
/// <param name="OccurredAt">Where that is known and is not the time of recording.</param>
/// <param name="Authentication">How the actor was told: <c>bearer</c>, <c>cookie</c> …</param>
/// <param name="Cause">The id of the entry that led to this one; see <see cref="Ledger.LedgerEnvelope.IdOf"/>.</param>
/// <param name="PolicyVersion">The policy that it was decided by.</param>
public sealed record AuditEvent(
    string Chain, string Key, string Action, Actor Actor, string? Owner, string? Subject, IReadOnlyDictionary<string, string> Facts,
    DateTimeOffset? OccurredAt = null, string? Authentication = null, string? Cause = null, string? PolicyVersion = null);

/// <summary>One link of a chain; a chain is a run, or a model's releases.</summary>
/// <param name="Sequence">From 0, without gaps.</param>
/// <param name="PreviousHash">Hash of the entry before; 64 zeros at 0.</param>
/// <param name="Hash">SHA-256 over the canonical JSON of every other member.</param>
/// <param name="Salt">Random: without it, who guesses the entry could test the guess by the hash after the entry was erased.</param>
public sealed record AuditEntry(long Sequence, DateTimeOffset RecordedAt, AuditEvent Event, string PreviousHash, string Hash, string? Salt = null);
