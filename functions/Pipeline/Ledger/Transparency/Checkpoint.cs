using System.Globalization;

namespace ServerlessMlops.Pipeline.Ledger.Transparency;

/// <summary>The head of a log, the text that it signs: c2sp.org/tlog-checkpoint.</summary>
/// <param name="Origin">Which log.</param>
/// <param name="Size">Entries.</param>
/// <param name="Root">Of the tree over them.</param>
public sealed record Checkpoint(string Origin, long Size, TreeHash Root)
{
    /// <summary>The text to be signed: origin, size and root, a line each.</summary>
    public string Text => FormattableString.Invariant($"{Origin}\n{Size}\n{Root.ToBase64()}\n");

    /// <summary>The head that a note states; lines after the third, which are for others, are passed over.</summary>
    /// <returns>Null where the text is no checkpoint.</returns>
    public static Checkpoint? TryRead(string text) =>
        text.Split('\n') is [{ Length: > 0 } origin, var size, var root, .. var others, ""]
        && others.All(line => line.Length > 0)
        && long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
        && count.ToString(CultureInfo.InvariantCulture) == size
        && TreeHash.TryOfBase64(root, out var hash)
            ? new(origin, count, hash)
            : null;

    /// <summary>Reads a signed checkpoint, and believes it only if a known key signed it.</summary>
    public static CheckpointVerdict Open(ReadOnlySpan<byte> note, IEnumerable<NoteKey> known)
    {
        if (SignedNote.TryRead(note) is not { } read)
        {
            return new CheckpointVerdict.Refused($"Seen {note.Length} bytes that are no signed note.");
        }

        return (read.Verify(known), TryRead(read.Text)) switch
        {
            (NoteVerdict.Refused refused, _) => new CheckpointVerdict.Refused(refused.Reason),
            (NoteVerdict.Signed, null) => new CheckpointVerdict.Refused(
                "The note is signed and states no checkpoint: expected origin, size and root, a line each."),
            (NoteVerdict.Signed signed, { } head) => new CheckpointVerdict.Signed(head, read, signed.By),
            _ => throw new InvalidOperationException("A note is signed or refused."),
        };
    }
}

/// <summary>What a signed checkpoint was found to be.</summary>
public abstract record CheckpointVerdict
{
    private CheckpointVerdict()
    {
    }

    public sealed record Signed(Checkpoint Head, SignedNote Note, IReadOnlyList<NoteKey> By) : CheckpointVerdict;

    /// <param name="Reason">One sentence.</param>
    public sealed record Refused(string Reason) : CheckpointVerdict;
}
