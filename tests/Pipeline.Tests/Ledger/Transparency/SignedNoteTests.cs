using System.Security.Cryptography;
using System.Text;
using ServerlessMlops.Pipeline.Ledger.Transparency;

namespace ServerlessMlops.Pipeline.Tests.Ledger.Transparency;

public class SignedNoteTests
{
    // golang.org/x/mod/sumdb/note, note_test.go: two keys, a text, and their signatures.
    private const string Peter = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    private const string PeterSeed = "AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
    private const string Enoch = "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop";
    private const string Text = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
    private const string PeterLine = "\u2014 PeterNeumann "
        + "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
    private const string EnochLine = "\u2014 EnochRoot "
        + "rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n";

    // github.com/transparency-dev/formats, note/note_verifier_test.go: ECDSA checkpoints of two logs in production.
    private const string Rekor =
        "rekor.sigstore.dev+c0d23d6a+"
        + "AjBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABNhtmPtrWm3U1eQXBogSMdGvXwBcK5AW5i0hrZLOC96l+smGNM7nwZ4QvFK/4sueRoVj//QP22Ni4Qt9DPfkWLc=";
    private const string RekorNote =
        "Rekor\n798034\nf+7CoKgXKE/tNys9TTXcr/ad6U/K3xvznmzew9y6SP0=\n\n"
        + "\u2014 rekor.sigstore.dev "
        + "wNI9ajBEAiARInWIWyCdyG27CO6LPnPekyw20qO0YJfoaPaowGp/XgIgc+qEHS3+GKVClgqq20uDLet7MCoTURUCRdxwWBHHufk=\n";
    private const string Pixel =
        "pixel6_transparency_log+91c16e30+"
        + "AjBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABN+4x0Jk1yTwvLFI9A4NDdGZcX0aiWVdWM5XJVy0M4VWD3AvyW5Q6Hs9A0mcDkpUoYgn+KKPNzFC0H3nN3q6JQ8=";
    private const string PixelNote =
        "DEFAULT\n10\nbsWRucJU5xJPHb5eBdOm6+DM+VelCZBuvtI3sHERJ9Y=\n\n"
        + "\u2014 pixel6_transparency_log "
        + "kcFuMDBFAiEAhqMAP8P6qf6QxtUJhzMhbN+MbZ9dwfUHzGQJmffJHtoCIGD0cNe47dHWBoPwYdgBCepB06/+g5O1FmYjXl06owL4\n";

    [Fact]
    public async Task A_published_key_and_text_give_the_published_note()
    {
        var signer = new Ed25519NoteSigner("PeterNeumann", Convert.FromBase64String(PeterSeed)[1..]);
        Assert.Equal(Peter, signer.Key.Text);
        Assert.Equal(Text + "\n" + PeterLine, (await SignedNote.SignAsync(Text, [signer])).ToString());
    }

    // c2sp.org/signed-note, "Verifier keys, Example".
    [Fact]
    public void The_specifications_example_verifies()
    {
        var note = Read(
            "This is an example message.\n\n\u2014 example.com/foo "
            + "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n");
        var key = Key("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k");
        var signed = Assert.IsType<NoteVerdict.Signed>(note!.Verify([key]));
        Assert.Equal("example.com/foo", Assert.Single(signed.By).Name);
    }

    [Theory]
    [InlineData(Rekor, RekorNote, 798034)]
    [InlineData(Pixel, PixelNote, 10)]
    public void Checkpoints_of_other_logs_verify(string key, string note, long size)
    {
        var signed = Assert.IsType<CheckpointVerdict.Signed>(Checkpoint.Open(Encoding.UTF8.GetBytes(note), [Key(key)]));
        Assert.Equal(size, signed.Head.Size);
        var altered = note.Replace($"\n{size}\n", $"\n{size + 1}\n", StringComparison.Ordinal);
        Assert.IsType<CheckpointVerdict.Refused>(Checkpoint.Open(Encoding.UTF8.GetBytes(altered), [Key(key)]));
    }

    [Fact]
    public void Signatures_of_unknown_keys_are_passed_over_and_a_note_without_a_known_one_is_refused()
    {
        var note = Read(Text + "\n" + PeterLine + EnochLine)!;
        Assert.Equal([Peter], Signers(note.Verify([Key(Peter)])));
        Assert.Equal([Peter, Enoch], Signers(note.Verify([Key(Peter), Key(Enoch)])));
        var refused = Assert.IsType<NoteVerdict.Refused>(note.Verify([Key(Rekor)]));
        Assert.Contains("EnochRoot+af0cfe78", refused.Reason, StringComparison.Ordinal);
        Assert.IsType<NoteVerdict.Refused>(note.Verify([]));
    }

    [Fact]
    public void One_bad_signature_of_a_known_key_refuses_a_note_that_others_signed()
    {
        var note = Read(Text + "\n" + PeterLine + EnochLine.Replace("5n2t", "5n2u", StringComparison.Ordinal))!;
        Assert.IsType<NoteVerdict.Refused>(note.Verify([Key(Peter), Key(Enoch)]));
        Assert.IsType<NoteVerdict.Signed>(note.Verify([Key(Peter)]));
        Assert.IsType<NoteVerdict.Refused>(Read("Y" + note.ToString()[1..])!.Verify([Key(Peter)]));
    }

    [Theory]
    [InlineData(Text)]
    [InlineData(Text + "\n")]
    [InlineData(Text + PeterLine)]
    [InlineData("\u0001" + Text + "\n" + PeterLine)]
    [InlineData(Text + "\n" + PeterLine + "Unexpected line.\n")]
    [InlineData(Text + "\n\u2014 Bad Name x08go/ZJkuBS9UG=\n")]
    [InlineData(Text + "\n\u2014 PeterNeumann x08gow==\n")]
    [InlineData(Text + "\n\u2014 PeterNeumann x08go/ZJkuB=S9\n")]
    [InlineData(Text + "\n\u2014 Peter+Neumann x08go/ZJkuBS9UG/\n")]
    public void What_is_no_note_is_not_read(string text) => Assert.Null(Read(text));

    [Fact]
    public void Bytes_that_are_no_text_a_missing_last_newline_and_a_hundred_and_one_signatures_are_not_read()
    {
        Assert.Null(SignedNote.TryRead([0xff, .. Encoding.UTF8.GetBytes(Text + "\n" + PeterLine)]));
        Assert.Null(Read((Text + "\n" + PeterLine)[..^1]));
        Assert.Null(Read(Text + "\n" + string.Concat(Enumerable.Repeat(PeterLine, 101))));
        Assert.Equal(100, Read(Text + "\n" + string.Concat(Enumerable.Repeat(PeterLine, 100)))!.Signatures.Count);
    }

    [Fact]
    public void A_verifier_key_with_any_character_changed_or_cut_is_not_read()
    {
        for (var i = 0; i < Peter.Length; i++)
        {
            Assert.Null(NoteKey.TryParse(Peter[..i] + (char)(Peter[i] + 1) + Peter[(i + 1)..]));
            Assert.Null(NoteKey.TryParse(Peter[..i]));
            Assert.Null(NoteKey.TryParse(Peter[(i + 1)..]));
        }

        // Of the same source: a key of another length, and one of an unknown type, each with the id that would be its own.
        Assert.Null(NoteKey.TryParse("PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY=="));
        Assert.Null(NoteKey.TryParse("PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"));
        Assert.Equal(Rekor, Key(Rekor).Text);
    }

    [Fact]
    public void A_key_of_another_curve_is_refused()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        Assert.Throws<CryptographicException>(() => NoteKey.OfEcdsa("log", other.ExportSubjectPublicKeyInfo()));
    }

    private static SignedNote? Read(string note) => SignedNote.TryRead(Encoding.UTF8.GetBytes(note));

    private static NoteKey Key(string text) => NoteKey.TryParse(text) ?? throw new InvalidOperationException(text);

    private static IEnumerable<string> Signers(NoteVerdict verdict) =>
        Assert.IsType<NoteVerdict.Signed>(verdict).By.Select(key => key.Text);
}
