using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Ledger;

/// <summary>A hash chain: each entry names the hash of the one before, so that no entry can change without every later one changing.</summary>
/// <remarks>Who may rewrite every entry and the head may still rewrite the whole; that is seen only against a head kept elsewhere.</remarks>
public static class AuditChain
{
    /// <summary>The entry that records <paramref name="auditEvent"/> next.</summary>
    /// <param name="head">How far the chain has come.</param>
    /// <param name="salt">See <see cref="AuditEntry.Salt"/>.</param>
    public static AuditEntry Link(ChainHead head, AuditEvent auditEvent, DateTimeOffset recordedAt, string? salt = null)
    {
        var unsealed = new AuditEntry(head.Count, recordedAt.ToUniversalTime(), auditEvent, head.Hash, "", salt);
        return unsealed with { Hash = HashOf(unsealed) };
    }

    /// <summary>SHA-256 over the canonical JSON of the entry's members without <c>hash</c>.</summary>
    public static string HashOf(AuditEntry entry) =>
        Digests.OfJson(new { entry.Sequence, entry.RecordedAt, entry.Event, entry.PreviousHash, entry.Salt });

    /// <param name="entries">Of one chain, in the order they were found in.</param>
    /// <param name="head">Where known: how far the chain had come.</param>
    public static ChainVerdict Verify(IReadOnlyList<AuditEntry> entries, ChainHead? head = null)
    {
        var believed = ChainHead.Empty;
        foreach (var entry in entries)
        {
            if (Fault(entries, believed, entry, head) is { } broken)
            {
                return broken;
            }

            believed = ChainHead.After(entry);
        }

        return head is null || head == believed ? new ChainVerdict.Intact(believed.Count, believed.Hash) : AtTheEnd(believed, head);
    }

    private static ChainVerdict.Broken? Fault(IReadOnlyList<AuditEntry> entries, ChainHead before, AuditEntry entry, ChainHead? head)
    {
        var expected = before.Count;
        if (entry.Sequence != expected)
        {
            var isElsewhere = entry.Sequence < expected || entries.Any(other => other.Sequence == expected);
            return isElsewhere
                ? new(expected, ChainFault.Reordered, $"Seen entry {entry.Sequence} where entry {expected} was expected: entries were reordered.")
                : new(expected, ChainFault.Deleted, $"Seen entry {entry.Sequence} where entry {expected} was expected: entry {expected} is missing.");
        }

        if (!Digests.Same(entry.Hash, HashOf(entry)))
        {
            return new(expected, ChainFault.Edited, $"Entry {expected} does not hash to what it says: it was edited.");
        }

        if (entry.Event.Chain != entries[0].Event.Chain)
        {
            return new(expected, ChainFault.Replaced, $"Entry {expected} belongs to the chain {entry.Event.Chain}, not {entries[0].Event.Chain}.");
        }

        return Digests.Same(entry.PreviousHash, before.Hash) ? null : Unlinked(entries, entry, head);
    }

    // Both entries hash well, so one of the two was replaced. One that its follower (or the head) still names is believed.
    private static ChainVerdict.Broken Unlinked(IReadOnlyList<AuditEntry> entries, AuditEntry entry, ChainHead? head)
    {
        var next = entries.Count > entry.Sequence + 1 ? entries[(int)entry.Sequence + 1].PreviousHash : head?.Hash;
        var isNamed = next is null || Digests.Same(next, entry.Hash);
        var bad = isNamed && entry.Sequence > 0 ? entry.Sequence - 1 : entry.Sequence;
        return new(bad, ChainFault.Replaced, $"Entry {entry.Sequence} names another entry before it than the one found: entry {bad} was replaced.");
    }

    private static ChainVerdict.Broken AtTheEnd(ChainHead found, ChainHead head) =>
        found.Count == head.Count
            ? new(Math.Max(0, head.Count - 1), ChainFault.Replaced, $"The last entry is not the one that the recorded head names.")
            : new(Math.Min(found.Count, head.Count), ChainFault.Truncated, $"Seen {found.Count} entries; the recorded head counts {head.Count}.");
}
