using System.Buffers.Binary;
using System.Text;

namespace ServerlessMlops.Pipeline.Ledger.Transparency;

/// <summary>One line under a note: who signed, by name and key id, and the signature.</summary>
public sealed record NoteSignature(string Name, uint KeyId, byte[] Signature)
{
    public bool IsOf(NoteKey key) => KeyId == key.Id && Name == key.Name;
}

/// <summary>A text and who signed it, c2sp.org/signed-note.</summary>
/// <param name="Text">Ends in a newline.</param>
public sealed record SignedNote(string Text, IReadOnlyList<NoteSignature> Signatures)
{
    /// <summary>More are refused; the specification asks for at least 16.</summary>
    public const int MaxSignatures = 100;

    private const string Dash = "\u2014 ";

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static async Task<SignedNote> SignAsync(string text, IEnumerable<INoteSigner> signers, CancellationToken cancellation = default)
    {
        var signatures = new List<NoteSignature>();
        foreach (var signer in signers)
        {
            signatures.Add(new(signer.Key.Name, signer.Key.Id, await signer.SignAsync(Encoding.UTF8.GetBytes(text), cancellation)));
        }

        return new(text, signatures);
    }

    /// <returns>Null where the bytes are no signed note.</returns>
    public static SignedNote? TryRead(ReadOnlySpan<byte> note)
    {
        string all;
        try
        {
            all = Strict.GetString(note);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }

        var end = all.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (end < 0 || all.Any(c => c < ' ' && c != '\n') || !all.EndsWith('\n'))
        {
            return null;
        }

        var lines = all[(end + 2)..].Split('\n')[..^1];
        var signatures = lines.Take(MaxSignatures + 1).Select(Signature).ToList();
        return signatures.Count is > 0 and <= MaxSignatures && signatures.All(signature => signature is not null)
            ? new(all[..(end + 1)], [.. signatures.OfType<NoteSignature>()])
            : null;
    }

    public override string ToString()
    {
        var note = new StringBuilder(Text).Append('\n');
        foreach (var signature in Signatures)
        {
            var bytes = new byte[sizeof(uint) + signature.Signature.Length];
            BinaryPrimitives.WriteUInt32BigEndian(bytes, signature.KeyId);
            signature.Signature.CopyTo(bytes, sizeof(uint));
            note.Append(Dash).Append(signature.Name).Append(' ').Append(Convert.ToBase64String(bytes)).Append('\n');
        }

        return note.ToString();
    }

    public byte[] ToBytes() => Encoding.UTF8.GetBytes(ToString());

    /// <summary>Signatures of unknown keys are passed over; one of a known key that does not verify refuses the note.</summary>
    public NoteVerdict Verify(IEnumerable<NoteKey> known)
    {
        var text = Encoding.UTF8.GetBytes(Text);
        var verified = new List<NoteKey>();
        foreach (var key in known)
        {
            var theirs = Signatures.Where(signature => signature.IsOf(key)).ToList();
            if (theirs.Any(signature => !key.Verifies(text, signature.Signature)))
            {
                return new NoteVerdict.Refused($"The signature of {key.Name} is not of this text by the key {key.Text}.");
            }

            if (theirs.Count > 0)
            {
                verified.Add(key);
            }
        }

        return verified.Count > 0
            ? new NoteVerdict.Signed(verified)
            : new NoteVerdict.Refused(
                $"No known key signed; seen signatures of {string.Join(", ", Signatures.Select(one => $"{one.Name}+{one.KeyId:x8}"))}.");
    }

    private static NoteSignature? Signature(string line) =>
        line.StartsWith(Dash, StringComparison.Ordinal) && line[Dash.Length..].Split(' ') is [var name, var text] && NoteKey.IsName(name)
        && StrictBase64.TryDecode(text, out var bytes) && bytes.Length > sizeof(uint)
            ? new(name, BinaryPrimitives.ReadUInt32BigEndian(bytes), bytes[sizeof(uint)..])
            : null;
}

/// <summary>Whether a note may be believed.</summary>
public abstract record NoteVerdict
{
    private NoteVerdict()
    {
    }

    /// <param name="By">The known keys that signed, one or more.</param>
    public sealed record Signed(IReadOnlyList<NoteKey> By) : NoteVerdict;

    /// <param name="Reason">One sentence.</param>
    public sealed record Refused(string Reason) : NoteVerdict;
}
