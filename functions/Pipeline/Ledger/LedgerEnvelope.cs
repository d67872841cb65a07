using System.Text;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Ledger.Transparency;

namespace ServerlessMlops.Pipeline.Ledger;

/// <summary>One entry of the transparency log: what happened, to what, by whom, when and why, and the hash of the rest.</summary>
/// <remarks>It names no person: people stand in it by a pseudonym whose name lies elsewhere and can be erased. Its canonical JSON is what is
/// hashed into the tree, so that nothing in it can ever change.</remarks>
/// <param name="Id">See <see cref="IdOf"/>.</param>
/// <param name="Type">As <see cref="AuditEvent.Action"/>.</param>
/// <param name="SchemaVersion">Of this record: 1.</param>
/// <param name="Subject">What it was done to, e.g. <c>credit-risk@3</c>; where that was a digest, it is the next member.</param>
/// <param name="Run">The run in whose chain it was recorded.</param>
/// <param name="Owner">Pseudonym of the person who answers for it.</param>
/// <param name="Cause">Id of the entry that led to it.</param>
/// <param name="PayloadHash">The audit entry's <see cref="AuditEntry.Hash"/>: it covers every member of it.</param>
public sealed record LedgerEnvelope(
    string Id, string Type, int SchemaVersion, string? Subject, string? SubjectDigest, string? Run, EnvelopeActor Actor, string? Owner,
    DateTimeOffset OccurredAt, DateTimeOffset RecordedAt, string? Cause, string? PolicyVersion, string PayloadHash)
{
    private const int CurrentSchema = 1;

    private const string RunPrefix = "run.";

    /// <summary>Longer than any pseudonym: what is within the limit with it, is so with the real one.</summary>
    private static readonly string AnyPseudonym = new('-', 64);

    /// <summary>Chain and place in it: <c>run.4f0c…/12</c>.</summary>
    public static string IdOf(string chain, long sequence) => FormattableString.Invariant($"{chain}/{sequence}");

    /// <param name="pseudonym">Of a person's name.</param>
    public static LedgerEnvelope Of(AuditEntry entry, Func<string, string> pseudonym)
    {
        var (what, subject) = (entry.Event, entry.Event.Subject);
        var isDigest = Digests.IsDigest(subject);
        var who = what.Actor.Kind == ActorKind.Person ? pseudonym(what.Actor.Name) : what.Actor.Name;
        return new(
            IdOf(what.Chain, entry.Sequence), what.Action, CurrentSchema, isDigest ? null : subject, isDigest ? subject : null,
            what.Chain.StartsWith(RunPrefix, StringComparison.Ordinal) ? what.Chain[RunPrefix.Length..] : null,
            new(who, what.Actor.Kind, what.Actor.Roles, what.Authentication), what.Owner is { } owner ? pseudonym(owner) : null,
            what.OccurredAt ?? entry.RecordedAt, entry.RecordedAt, what.Cause, what.PolicyVersion, entry.Hash);
    }

    /// <exception cref="EnvelopeTooLargeException">The log could not hold it.</exception>
    public static void RefuseIfTooLarge(AuditEntry entry)
    {
        var length = Of(entry, _ => AnyPseudonym).ToBytes().Length;
        if (length > EntryBundle.MaxEntry)
        {
            throw new EnvelopeTooLargeException(IdOf(entry.Event.Chain, entry.Sequence), length);
        }
    }

    /// <exception cref="System.Text.Json.JsonException">Not an envelope.</exception>
    public static LedgerEnvelope Read(ReadOnlySpan<byte> entry) => MlopsJson.Read<LedgerEnvelope>(entry);

    /// <summary>Canonical JSON (RFC 8785), UTF-8.</summary>
    public byte[] ToBytes() => Rfc8785.Canonicalize(MlopsJson.WriteBytes(this));

    public override string ToString() => Encoding.UTF8.GetString(ToBytes());
}

/// <param name="Id">Automation by its name, a person by pseudonym.</param>
/// <param name="Authentication">How the actor was told, where that was recorded.</param>
public sealed record EnvelopeActor(string Id, ActorKind Kind, IReadOnlyList<string>? Roles, string? Authentication);

/// <summary>An audit entry whose envelope does not fit the log's entries.</summary>
public sealed class EnvelopeTooLargeException(string id, int seen)
    : Exception($"Audit entry {id}: seen an envelope of {seen} bytes; at most {EntryBundle.MaxEntry} fit. Record a digest instead.")
{
    public int Seen { get; } = seen;
}
