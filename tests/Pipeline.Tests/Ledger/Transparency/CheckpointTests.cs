using System.Text;
using ServerlessMlops.Pipeline.Ledger.Transparency;

namespace ServerlessMlops.Pipeline.Tests.Ledger.Transparency;

public class CheckpointTests
{
    // golang.org/x/mod/sumdb/tlog, note_test.go: the tree head over the one record "hello world", at a size of its choice.
    private const string Golden = "go.sum database tree\n123456789012\nTszzRgjTG6xce+z2AG31kAXYKBgQVtCSCE40HmuwBb0=\n";

    [Fact]
    public void A_head_is_the_published_text_and_is_read_from_it()
    {
        var head = new Checkpoint("go.sum database tree", 123456789012, Rfc6962.Leaf(Encoding.UTF8.GetBytes("hello world")));
        Assert.Equal(Golden, head.Text);
        Assert.Equal(head, Checkpoint.TryRead(Golden));
        Assert.Equal(head, Checkpoint.TryRead(Golden + "an extension\n"));
    }

    // c2sp.org/tlog-checkpoint, the example. Its key is not published there, so it cannot be verified, only read.
    [Fact]
    public void The_specifications_example_is_read()
    {
        const string Example =
            "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n"
            + "\u2014 example.com/behind-the-sofa "
            + "Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n";
        var note = SignedNote.TryRead(Encoding.UTF8.GetBytes(Example))!;
        Assert.Equal(Example, note.ToString());
        var head = Checkpoint.TryRead(note.Text)!;
        Assert.Equal(("example.com/behind-the-sofa", 20852163L), (head.Origin, head.Size));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n1\nTszzRgjTG6xce+z2AG31kAXYKBgQVtCSCE40HmuwBb0=\n")]
    [InlineData("log\n01\nTszzRgjTG6xce+z2AG31kAXYKBgQVtCSCE40HmuwBb0=\n")]
    [InlineData("log\n-1\nTszzRgjTG6xce+z2AG31kAXYKBgQVtCSCE40HmuwBb0=\n")]
    [InlineData("log\n+1\nTszzRgjTG6xce+z2AG31kAXYKBgQVtCSCE40HmuwBb0=\n")]
    [InlineData("log\n1 \nTszzRgjTG6xce+z2AG31kAXYKBgQVtCSCE40HmuwBb0=\n")]
    [InlineData("log\n0x1\nTszzRgjTG6xce+z2AG31kAXYKBgQVtCSCE40HmuwBb0=\n")]
    [InlineData("log\n99999999999999999999\nTszzRgjTG6xce+z2AG31kAXYKBgQVtCSCE40HmuwBb0=\n")]
    [InlineData("log\n1\nTszzRgjTG6xce+z2AG31kAXYKBgQVtCSCE40HmuwBb0=")]
    [InlineData("log\n1\nTszzRgjTG6xce+z2AG31kAXYKBgQVtCSCE40HmuwBb1=\n")]
    [InlineData("log\n1\nTszzRgjTG6xce+z2AG31kAXYKBgQVtCSCE40Hmuw\n")]
    [InlineData("log\n1\nTszzRgjTG6xce+z2AG31kAXYKBgQVtCSCE40HmuwBb0=\n\n")]
    [InlineData("log\n1\n")]
    public void What_is_no_head_is_not_read(string text) => Assert.Null(Checkpoint.TryRead(text));

    [Fact]
    public async Task A_note_that_is_signed_and_no_checkpoint_is_refused()
    {
        var signer = new Ed25519NoteSigner("log", new byte[32]);
        var note = await SignedNote.SignAsync("hello\n", [signer]);
        var refused = Assert.IsType<CheckpointVerdict.Refused>(Checkpoint.Open(note.ToBytes(), [signer.Key]));
        Assert.Contains("no checkpoint", refused.Reason, StringComparison.Ordinal);
        Assert.IsType<CheckpointVerdict.Refused>(Checkpoint.Open([1, 2], [signer.Key]));
    }
}
