using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Ledger;

namespace ServerlessMlops.Pipeline.Tests.Ledger;

public class AuditChainTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_chain_that_nobody_touched_is_intact()
    {
        var chain = Chain(5);
        Assert.Equal(new ChainVerdict.Intact(5, chain[4].Hash), AuditChain.Verify(chain, ChainHead.After(chain[4])));
        Assert.Equal(new ChainVerdict.Intact(0, Digests.Zero), AuditChain.Verify([], ChainHead.Empty));
    }

    // The digest was made outside: Python's hashlib.sha256 over the canonical text below.
    [Fact]
    public void A_hash_can_be_made_with_no_part_of_this_program()
    {
        var entry = AuditChain.Link(ChainHead.Empty, new("run.1", "k", "run.received", Actor.Pipeline, null, "a/b.csv", new Dictionary<string, string> { ["z"] = "1", ["a"] = "2" }), Noon);
        const string Canonical =
            """{"event":{"action":"run.received","actor":{"kind":"automation","name":"pipeline"},"chain":"run.1","facts":{"a":"2","z":"1"},"key":"k","subject":"a/b.csv"},"previousHash":"0000000000000000000000000000000000000000000000000000000000000000","recordedAt":"2026-03-01T12:00:00+00:00","sequence":0}""";
        Assert.Equal(Digests.Sha256Hex(Canonical), entry.Hash);
        Assert.Equal("b736d3ffa2c69149127dcefb510db7460b7044f2c7107a8f7fea92a58d60cb52", entry.Hash);
    }

    [Fact]
    public void An_entry_survives_being_stored_as_json()
    {
        var entry = Chain(2)[1];
        Assert.Equal(entry.Hash, AuditChain.HashOf(MlopsJson.Read<AuditEntry>(MlopsJson.Write(entry))));
    }

    public static TheoryData<int> Places => [0, 1, 2, 3, 4];

    [Theory, MemberData(nameof(Places))]
    public void An_edited_entry_is_named(int at)
    {
        var chain = Chain(5);
        chain[at] = chain[at] with { Event = chain[at].Event with { Action = "run.approved" } };
        Assert.Equal((at, ChainFault.Edited), Fault(AuditChain.Verify(chain)));
    }

    [Theory, MemberData(nameof(Places))]
    public void An_entry_that_was_edited_and_hashed_again_is_named(int at)
    {
        var chain = Chain(5);
        var head = ChainHead.After(chain[4]);
        var forged = chain[at] with { RecordedAt = Noon.AddYears(-1) };
        chain[at] = forged with { Hash = AuditChain.HashOf(forged) };
        Assert.Equal((at, ChainFault.Replaced), Fault(AuditChain.Verify(chain, head)));
    }

    [Theory, MemberData(nameof(Places))]
    public void A_deleted_entry_is_named(int at)
    {
        var chain = Chain(5);
        var head = ChainHead.After(chain[4]);
        chain.RemoveAt(at);
        Assert.Equal((at, at == 4 ? ChainFault.Truncated : ChainFault.Deleted), Fault(AuditChain.Verify(chain, head)));
    }

    [Fact]
    public void Reordered_entries_are_named_where_the_order_first_breaks()
    {
        var chain = Chain(5);
        (chain[1], chain[3]) = (chain[3], chain[1]);
        Assert.Equal((1, ChainFault.Reordered), Fault(AuditChain.Verify(chain)));
    }

    [Fact]
    public void An_entry_that_stands_twice_is_named()
    {
        var chain = Chain(3);
        chain.Insert(2, chain[1]);
        Assert.Equal((2, ChainFault.Reordered), Fault(AuditChain.Verify(chain)));
    }

    [Fact]
    public void A_chain_cut_in_the_middle_names_the_first_missing_entry()
    {
        var chain = Chain(6);
        var head = ChainHead.After(chain[5]);
        Assert.Equal((2, ChainFault.Deleted), Fault(AuditChain.Verify([.. chain[..2], .. chain[4..]], head)));
        Assert.Equal((3, ChainFault.Truncated), Fault(AuditChain.Verify(chain[..3], head)));
    }

    [Fact]
    public void An_entry_of_another_chain_is_named()
    {
        var chain = Chain(2);
        chain.Add(AuditChain.Link(ChainHead.After(chain[1]), Event(2) with { Chain = "run.other" }, Noon));
        Assert.Equal((2, ChainFault.Replaced), Fault(AuditChain.Verify(chain)));
    }

    [Fact]
    public void A_chain_written_anew_as_a_whole_fails_only_against_a_head_kept_elsewhere()
    {
        var kept = ChainHead.After(Chain(4)[3]);
        var forged = Chain(4, Noon.AddDays(1));
        Assert.IsType<ChainVerdict.Intact>(AuditChain.Verify(forged));
        Assert.Equal((3, ChainFault.Replaced), Fault(AuditChain.Verify(forged, kept)));
    }

    private static (long, ChainFault) Fault(ChainVerdict verdict)
    {
        var broken = Assert.IsType<ChainVerdict.Broken>(verdict);
        Assert.NotEmpty(broken.Reason);
        return (broken.FirstBadSequence, broken.Fault);
    }

    private static List<AuditEntry> Chain(int length, DateTimeOffset? start = null)
    {
        var chain = new List<AuditEntry>();
        for (var i = 0; i < length; i++)
        {
            chain.Add(AuditChain.Link(ChainHead.After(chain.LastOrDefault()), Event(i), (start ?? Noon).AddMinutes(i)));
        }

        return chain;
    }

    private static AuditEvent Event(int i) =>
        new("run.1", $"key-{i}", "data.ingested", Actor.Pipeline, "owner@example.org", null, new Dictionary<string, string> { ["rows"] = $"{i}" });
}
