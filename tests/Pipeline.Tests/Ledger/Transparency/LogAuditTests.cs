using System.Text;
using ServerlessMlops.Pipeline.Ledger.Transparency;

namespace ServerlessMlops.Pipeline.Tests.Ledger.Transparency;

public class LogAuditTests
{
    private const string Last = "tile/entries/002.p/88";

    [Fact]
    public async Task A_whole_log_verifies_against_every_head_it_ever_had()
    {
        var log = await ThreeAdditions();
        var whole = Assert.IsType<LogVerdict.Whole>(await log.VerifyAsync([.. log.Heads]));
        Assert.Equal(("log.example.org", 600L, 3), (whole.Origin, whole.Size, whole.KeptChecked));
        Assert.Equal(0, Assert.IsType<LogVerdict.Whole>(await (await StoredLog.OfAsync(StoredLog.Numbered(0, 0))).VerifyAsync()).Size);
    }

    [Theory]
    [InlineData("tile/entries/000", 17, 17)]
    [InlineData("tile/entries/001", 0, 256)]
    [InlineData(Last, 87, 599)]
    public async Task An_edited_entry_is_named(string bundle, int at, int index)
    {
        var log = await ThreeAdditions();
        log.Change(bundle, entries => entries[at] = Encoding.UTF8.GetBytes("entry of another"));
        await BrokenAt(log, LogFault.Edited, index);
    }

    [Theory]
    [InlineData("tile/entries/000", 3, 3)]
    [InlineData(Last, 10, 522)]
    public async Task A_deleted_entry_is_named(string bundle, int at, int index)
    {
        var log = await ThreeAdditions();
        log.Change(bundle, entries => entries.RemoveAt(at));
        await BrokenAt(log, LogFault.Deleted, index);
    }

    [Fact]
    public async Task Entries_in_another_order_are_named()
    {
        var log = await ThreeAdditions();
        log.Change("tile/entries/001", entries => (entries[5], entries[9]) = (entries[9], entries[5]));
        await BrokenAt(log, LogFault.Reordered, 261);
    }

    [Fact]
    public async Task Missing_last_entries_and_missing_bundles_are_named()
    {
        var log = await ThreeAdditions();
        log.Change(Last, entries => entries.RemoveRange(80, 8));
        await BrokenAt(log, LogFault.Truncated, 592);
        log.Remove(Last);
        await BrokenAt(log, LogFault.Truncated, 512);
        log.Remove("tile/entries/001");
        await BrokenAt(log, LogFault.Deleted, 256);
    }

    [Fact]
    public async Task An_entry_behind_the_last_is_named()
    {
        var log = await ThreeAdditions();
        log.Change(Last, entries => entries.Add([1]));
        await BrokenAt(log, LogFault.Edited, 600);
    }

    [Fact]
    public async Task A_log_that_went_back_to_an_older_head_is_found_by_a_later_one()
    {
        var later = (await ThreeAdditions()).Heads[2];
        var log = await StoredLog.OfAsync(StoredLog.Numbered(0, 300), StoredLog.Numbered(300, 200));
        Assert.IsType<LogVerdict.Whole>(await log.VerifyAsync());
        await BrokenAt(log, LogFault.Truncated, 500, later);
    }

    // Everything is made anew with the log's own key: in itself it is a whole log.
    [Fact]
    public async Task A_log_rewritten_with_its_own_key_is_found_by_an_older_head_and_the_range_is_named()
    {
        var heads = (await ThreeAdditions()).Heads;
        var entries = StoredLog.Numbered(0, 600);
        entries[401] = "entry of another";
        var log = await StoredLog.OfAsync(entries);
        Assert.IsType<LogVerdict.Whole>(await log.VerifyAsync());
        Assert.IsType<LogVerdict.Whole>(await log.VerifyAsync(heads[0]));
        await BrokenAt(log, LogFault.Rewritten, 300, [.. heads]);
        Assert.Equal(499, Assert.IsType<LogVerdict.Broken>(await log.VerifyAsync([.. heads])).LastBadIndex);
    }

    // Bundle and tile agree, and the tiles above and the head do not know of it.
    [Fact]
    public async Task An_entry_whose_tile_was_made_anew_is_found_by_the_head()
    {
        var log = await ThreeAdditions();
        log.Change("tile/entries/000", entries => entries[17] = [1]);
        log.Change("tile/0/000", tile => [.. tile[..(17 * 32)], .. Rfc6962.Leaf([1]).Bytes, .. tile[(18 * 32)..]]);
        await BrokenAt(log, LogFault.Rewritten, 0);
        Assert.Equal(299, Assert.IsType<LogVerdict.Broken>(await log.VerifyAsync([.. log.Heads])).LastBadIndex);
    }

    [Theory]
    [InlineData("tile/0/001", 256)]
    [InlineData("tile/1/000.p/2", 0)]
    public async Task A_tile_that_is_missing_or_not_its_entries_hashes_is_named(string path, int index)
    {
        var log = await ThreeAdditions();
        log.Change(path, tile => [.. tile[..^1], (byte)(tile[^1] ^ 1)]);
        var changed = Assert.IsType<LogVerdict.Broken>(await log.VerifyAsync());
        Assert.Contains(path == "tile/0/001" ? "Entry 511" : path, changed.Reason, StringComparison.Ordinal);
        log.Remove(path);
        await BrokenAt(log, LogFault.Edited, index);
    }

    [Fact]
    public async Task A_head_that_another_signed_or_that_states_another_root_is_refused()
    {
        var log = await ThreeAdditions();
        var mallory = new Ed25519NoteSigner("log.example.org", new byte[32]);
        var note = (await SignedNote.SignAsync(log.Heads[1].Text, [mallory])).ToBytes();
        log.Change("checkpoint", _ => note);
        await BrokenAt(log, LogFault.Unsigned, 0);
        log.Remove("checkpoint");
        await BrokenAt(log, LogFault.Unsigned, 0);
    }

    private static Task<StoredLog> ThreeAdditions() =>
        StoredLog.OfAsync(StoredLog.Numbered(0, 300), StoredLog.Numbered(300, 200), StoredLog.Numbered(500, 100));

    private static async Task BrokenAt(StoredLog log, LogFault fault, long index, params Checkpoint[] kept)
    {
        var broken = Assert.IsType<LogVerdict.Broken>(await log.VerifyAsync(kept));
        Assert.Equal((fault, index), (broken.Fault, broken.FirstBadIndex));
    }
}
