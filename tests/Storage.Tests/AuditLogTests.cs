using Azure;
using Azure.Data.Tables;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Ledger;

namespace ServerlessMlops.Storage.Tests;

public sealed class AuditLogTests(Emulator emulator)
{
    private readonly AuditLog _log = new(emulator.Clients, emulator.Time);
    private readonly TableClient _table = emulator.Clients.Table(StorageNames.AuditTable);
    private readonly string _chain = AuditChains.Run(Emulator.NewRequest().RunId);

    [Fact]
    public async Task Thirty_two_appends_at_once_make_a_chain_without_gaps()
    {
        await Task.WhenAll(Enumerable.Range(0, 32).Select(i => _log.AppendAsync(Event($"key-{i}"))));
        var entries = await _log.ReadAsync(_chain);
        Assert.Equal(Enumerable.Range(0, 32).Select(i => (long)i), entries.Select(entry => entry.Sequence));
        Assert.Equal(32, entries.Select(entry => entry.Event.Key).Distinct().Count());
        Assert.Equal(new ChainVerdict.Intact(32, entries[^1].Hash), await _log.VerifyAsync(_chain));
    }

    [Fact]
    public async Task A_repeated_key_answers_with_the_first_entry()
    {
        var entries = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => _log.AppendAsync(Event("one/key#with?signs", $"{i}"))));
        var stored = Assert.Single(await _log.ReadAsync(_chain));
        Assert.All(entries, entry => Assert.Equal(stored.Hash, entry.Hash));
        Assert.Equal(stored.Hash, (await _log.FindAsync(_chain, "one/key#with?signs"))!.Hash);
    }

    [Fact]
    public async Task An_entry_comes_back_as_it_was_written()
    {
        var written = await _log.AppendAsync(new(
            _chain, "vote", "approval.voted", new Actor("amal@example.org", ActorKind.Person, ["Approver"]), "owner@example.org", "credit-risk@3",
            new Dictionary<string, string> { ["reason"] = "Größer als \"vorher\" 😀", ["choice"] = "approve" }));
        var read = Assert.Single(await _log.ReadAsync(_chain));
        Assert.Equal(MlopsJson.Write(written), MlopsJson.Write(read));
        Assert.Equal(Emulator.Noon, read.RecordedAt);
    }

    [Fact]
    public async Task A_chain_that_nobody_wrote_is_empty()
    {
        Assert.Empty(await _log.ReadAsync(_chain));
        Assert.Equal(new ChainVerdict.Intact(0, Digests.Zero), await _log.VerifyAsync(_chain));
    }

    [Fact]
    public async Task An_append_that_cannot_store_all_of_it_stores_none()
    {
        await AppendAsync(2);
        await _table.AddEntityAsync(new TableEntity(_chain, Row(2)) { ["Json"] = "a squatter" });
        await Assert.ThrowsAsync<ContentionException>(() => _log.AppendAsync(Event("third")));
        await _table.DeleteEntityAsync(_chain, Row(2), ETag.All);
        Assert.Null(await _log.FindAsync(_chain, "third"));
        Assert.IsType<ChainVerdict.Intact>(await _log.VerifyAsync(_chain));
        Assert.Equal(2, (await _log.AppendAsync(Event("third"))).Sequence);
    }

    [Fact]
    public async Task An_edited_row_is_named()
    {
        await AppendAsync(5);
        TableEntity row = await _table.GetEntityAsync<TableEntity>(_chain, Row(2));
        row["Json"] = row.GetString("Json").Replace("data.ingested", "data.accepted", StringComparison.Ordinal);
        await _table.UpdateEntityAsync(row, ETag.All);
        Assert.Equal((2, ChainFault.Edited), await FaultAsync());
    }

    [Fact]
    public async Task A_row_that_is_no_entry_any_more_is_named()
    {
        await AppendAsync(5);
        await _table.UpdateEntityAsync(new TableEntity(_chain, Row(3)) { ["Json"] = "{}" }, ETag.All);
        Assert.Equal((3, ChainFault.Edited), await FaultAsync());
    }

    [Theory]
    [InlineData(0, ChainFault.Deleted)]
    [InlineData(3, ChainFault.Deleted)]
    [InlineData(4, ChainFault.Truncated)]
    public async Task A_deleted_row_is_named(int at, ChainFault fault)
    {
        await AppendAsync(5);
        await _table.DeleteEntityAsync(_chain, Row(at), ETag.All);
        Assert.Equal((at, fault), await FaultAsync());
    }

    [Fact]
    public async Task Swapped_rows_are_named()
    {
        await AppendAsync(5);
        TableEntity one = await _table.GetEntityAsync<TableEntity>(_chain, Row(1));
        TableEntity other = await _table.GetEntityAsync<TableEntity>(_chain, Row(3));
        (one["Json"], other["Json"]) = (other["Json"], one["Json"]);
        await _table.UpdateEntityAsync(one, ETag.All);
        await _table.UpdateEntityAsync(other, ETag.All);
        Assert.Equal((1, ChainFault.Reordered), await FaultAsync());
    }

    [Fact]
    public async Task A_row_added_behind_the_head_is_named()
    {
        await AppendAsync(3);
        var last = (await _log.ReadAsync(_chain))[^1];
        var forged = AuditChain.Link(ChainHead.After(last), Event("forged"), Emulator.Noon);
        await _table.AddEntityAsync(new TableEntity(_chain, Row(3)) { ["Json"] = MlopsJson.Write(forged) });
        Assert.Equal((3, ChainFault.Truncated), await FaultAsync());
    }

    private async Task AppendAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            await _log.AppendAsync(Event($"key-{i}"));
        }
    }

    private async Task<(int, ChainFault)> FaultAsync()
    {
        var broken = Assert.IsType<ChainVerdict.Broken>(await _log.VerifyAsync(_chain));
        return ((int)broken.FirstBadSequence, broken.Fault);
    }

    private AuditEvent Event(string key, string rows = "1") =>
        new(_chain, key, "data.ingested", Actor.Pipeline, null, null, new Dictionary<string, string> { ["rows"] = rows });

    private static string Row(int sequence) => $"entry.{sequence:D19}";
}
