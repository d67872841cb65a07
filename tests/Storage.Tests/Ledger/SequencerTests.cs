using Azure.Storage.Blobs.Specialized;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Ledger;
using ServerlessMlops.Pipeline.Ledger.Transparency;
using ServerlessMlops.Tests.Support;

namespace ServerlessMlops.Storage.Tests.Ledger;

/// <summary>An emulator of its own: a log is one for a whole account.</summary>
public sealed class SequencerTests(AzuriteFixture azurite, Emulator emulator) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private LedgerProcess _process = null!;

    public async ValueTask InitializeAsync()
    {
        _process = Process();
        foreach (var container in new[] { StorageNames.Ledger, StorageNames.LedgerState })
        {
            await _process.Clients.Container(container).DeleteIfExistsAsync();
        }

        foreach (var table in new[] { StorageNames.AuditTable, StorageNames.LedgerTable, StorageNames.PeopleTable })
        {
            await _process.Clients.Tables.DeleteTableAsync(table);
        }

        await _process.Clients.EnsureCreatedAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task What_was_appended_is_included_once_and_in_order_under_a_signed_head()
    {
        for (var i = 0; i < 300; i++)
        {
            await _process.AppendAsync($"run.{i % 3}", $"step-{i}");
        }

        Assert.Null(await _process.Log.HeadAsync());
        Assert.Equal(300, (await _process.Sequencer.RunAsync()).Included);
        await HoldsAllAsync("run.0", "run.1", "run.2");
        Assert.Equal(new(0, 300, []), await _process.Sequencer.RunAsync() with { Faults = [] });
        Assert.True(await _process.Intake.IsEmptyAsync());
        await _process.AppendAsync("run.1", "one more");
        Assert.Equal((1, 301L), await _process.Sequencer.RunAsync() is var pass ? (pass.Included, pass.Size!.Value) : default);
        await HoldsAllAsync("run.0", "run.1", "run.2");
    }

    // The emulator lives on; whoever writes to it dies, at each of its calls in turn, and another goes on.
    [Fact]
    public async Task A_process_killed_between_any_two_calls_loses_nothing_and_includes_nothing_twice()
    {
        var (killed, written) = (0, new List<SeenCall>());
        for (var at = 0; ; at++)
        {
            var calls = new CallPolicy(at);
            var died = await DiesAsync(calls, at);
            written.AddRange(calls.Calls);
            var rescue = new CallPolicy();
            var other = Process(rescue);
            await EndLeaseAsync();
            await other.Sequencer.RunAsync();
            written.AddRange(rescue.Calls);
            await HoldsAllAsync("run.a", "model.b");
            Assert.True(await other.Intake.IsEmptyAsync() || died);
            if (!died)
            {
                break;
            }

            killed++;
        }

        Assert.True(killed > 30, $"Only {killed} calls were made.");
        WrittenOnce(written);
    }

    [Fact]
    public async Task Writers_and_sequencers_at_once_lose_nothing()
    {
        var calls = new CallPolicy();
        var writers = Enumerable.Range(0, 4).Select(writer => Task.Run(async () =>
        {
            var process = Process(calls);
            for (var i = 0; i < 25; i++)
            {
                await process.AppendAsync(i % 2 == 0 ? "run.shared" : $"run.{writer}", $"step-{writer}-{i}");
                if (i % 5 == 0)
                {
                    await process.Sequencer.RunAsync();
                }
            }
        }));
        await Task.WhenAll(writers);
        await _process.Sequencer.RunAsync();
        await HoldsAllAsync("run.shared", "run.0", "run.1", "run.2", "run.3");
        Assert.Equal(100, (await _process.Log.HeadAsync())!.Value.Head.Size);
        WrittenOnce(calls.Calls);
    }

    [Fact]
    public async Task What_was_recorded_before_there_was_a_log_is_included_too()
    {
        await _process.AppendAsync("run.old", "one");
        await _process.AppendAsync("run.old", "two");
        await _process.Intake.SettleAsync([new("run.old", 0), new("run.old", 1)]);
        Assert.Equal(2, (await _process.Sequencer.RunAsync()).Included);
        await HoldsAllAsync("run.old");
    }

    [Fact]
    public async Task A_chain_that_was_changed_stays_outside_and_others_go_on()
    {
        await _process.AppendAsync("run.bad", "one");
        await _process.AppendAsync("run.bad", "two");
        await _process.AppendAsync("run.good", "one");
        var table = _process.Clients.Table(StorageNames.AuditTable);
        Azure.Data.Tables.TableEntity row = await table.GetEntityAsync<Azure.Data.Tables.TableEntity>("run.bad", "entry.0000000000000000001");
        row["Json"] = row.GetString("Json").Replace("credit-risk", "another", StringComparison.Ordinal);
        await table.UpdateEntityAsync(row, Azure.ETag.All);
        var pass = await _process.Sequencer.RunAsync();
        Assert.Equal(2, pass.Included);
        Assert.Contains("run.bad: entry 1", Assert.Single(pass.Faults), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_tile_stops_the_log_where_it_is()
    {
        await _process.AppendAsync("run.a", "one");
        await _process.Sequencer.RunAsync();
        var tile = _process.Clients.Container(StorageNames.Ledger).GetBlobClient("tile/0/000.p/1");
        await tile.UploadAsync(new BinaryData(new byte[32]), overwrite: true);
        await _process.AppendAsync("run.a", "two");
        await Assert.ThrowsAsync<LedgerDamagedException>(() => _process.Sequencer.RunAsync());
        Assert.Equal(1, (await _process.Log.HeadAsync())!.Value.Head.Size);
    }

    [Fact]
    public async Task A_new_key_signs_beside_the_old_one_and_both_stay_listed()
    {
        await _process.AppendAsync("run.a", "one");
        await _process.Sequencer.RunAsync();
        var next = new Ed25519NoteSigner("log.example.org", [.. Enumerable.Repeat((byte)8, 32)]);
        await _process.AppendAsync("run.a", "two");
        await Process(null, next, LedgerProcess.Signer).Sequencer.RunAsync();
        var note = (await _process.Log.HeadAsync())!.Value.Note;
        Assert.Equal(2, Assert.IsType<CheckpointVerdict.Signed>(Checkpoint.Open(note, [next.Key, LedgerProcess.Signer.Key])).By.Count);
        await _process.AppendAsync("run.a", "three");
        await Process(null, next).Sequencer.RunAsync();
        note = (await _process.Log.HeadAsync())!.Value.Note;
        Assert.IsType<CheckpointVerdict.Refused>(Checkpoint.Open(note, [LedgerProcess.Signer.Key]));
        Assert.Equal(
            [new ListedKey(LedgerProcess.Signer.Key.Text, 1), new ListedKey(next.Key.Text, 2)], await _process.Log.KeysAsync());
    }

    [Fact]
    public async Task The_log_names_no_person_and_forgets_whom_it_means_when_the_name_is_erased()
    {
        await _process.AppendAsync("run.a", "one", "amal@example.org");
        await _process.Sequencer.RunAsync();
        var entry = await _process.Log.EntryAsync(0, 1);
        Assert.DoesNotContain("example.org", System.Text.Encoding.UTF8.GetString(entry), StringComparison.Ordinal);
        var who = LedgerEnvelope.Read(entry).Actor.Id;
        Assert.Equal("amal@example.org", await _process.People.NameOfAsync(who));
        await _process.People.EraseAsync("amal@example.org");
        Assert.Null(await _process.People.NameOfAsync(who));
        Assert.NotEqual(who, await _process.People.OfAsync("amal@example.org"));
    }

    [Fact]
    public async Task An_entry_that_the_log_could_not_hold_is_not_recorded()
    {
        var long64 = new AuditEvent("run.a", "long", "run.step", Actor.Pipeline, null, new string('x', 70_000), new Dictionary<string, string>());
        Assert.True((await Assert.ThrowsAsync<EnvelopeTooLargeException>(() => _process.Audit.AppendAsync(long64))).Seen > EntryBundle.MaxEntry);
        Assert.Empty(await _process.Audit.ReadAsync("run.a"));
    }

    private LedgerProcess Process(CallPolicy? calls = null, params INoteSigner[] signers) =>
        new(new StorageOptions { ConnectionString = azurite.ConnectionString, MaxRetries = 2 }, emulator.Time, calls, signers);

    private async Task<bool> DiesAsync(CallPolicy calls, int round)
    {
        try
        {
            var process = Process(calls);
            await process.AppendAsync("run.a", $"step-{round}-1");
            await process.AppendAsync("model.b", $"step-{round}-2");
            await process.Sequencer.RunAsync();
            return calls.IsDead;
        }
        catch (KilledException)
        {
            return true;
        }
    }

    /// <summary>Reads the log as an auditor does: hashes it, checks every proof of its entries, and compares with the audit record.</summary>
    private async Task HoldsAllAsync(params string[] chains)
    {
        var log = _process.Log;
        var expected = new List<string>();
        foreach (var chain in chains)
        {
            expected.AddRange((await _process.Audit.ReadAsync(chain)).Select(entry => $"{LedgerEnvelope.IdOf(chain, entry.Sequence)} {entry.Hash}"));
        }

        if (await log.HeadAsync() is not var (head, _))
        {
            Assert.Empty(expected);
            return;
        }

        var entries = new List<byte[]>();
        var verdict = await LogAudit.VerifyAsync(
            async (path, cancel) =>
                path == "checkpoint" ? (await log.HeadAsync(cancel))!.Value.Note : await log.FindAsync(Tile.TryParse(path)!.Value, cancel),
            [LedgerProcess.Signer.Key], [], (_, entry) => entries.Add(entry));
        Assert.Equal(head.Size, Assert.IsType<LogVerdict.Whole>(verdict).Size);
        var envelopes = entries.Select(entry => LedgerEnvelope.Read(entry)).ToList();
        Assert.Equal(expected.Order(), envelopes.Select(envelope => $"{envelope.Id} {envelope.PayloadHash}").Order());
        Assert.All(envelopes.GroupBy(envelope => envelope.Id.Split('/')[0]), chain =>
            Assert.Equal(Enumerable.Range(0, chain.Count()).Select(i => LedgerEnvelope.IdOf(chain.Key, i)), chain.Select(envelope => envelope.Id)));

        var last = head.Size - 1;
        Assert.IsType<ProofVerdict.Holds>(ProofCheck.Inclusion(
            Rfc6962.Leaf(await log.EntryAsync(last, head.Size)), last, head.Size, await log.InclusionAsync(last, head.Size, head.Size), head.Root));
        var (chainName, sequence) = (envelopes[^1].Id.Split('/')[0], long.Parse(envelopes[^1].Id.Split('/')[1], null));
        Assert.Equal(last, (await _process.Index.FindAsync(chainName, sequence))!.Index);
    }

    /// <summary>As time would, within a minute.</summary>
    private async Task EndLeaseAsync()
    {
        var blob = _process.Clients.Container(StorageNames.LedgerState).GetBlobClient("lease");
        if (await blob.ExistsAsync() && (await blob.GetPropertiesAsync()).Value.LeaseState == Azure.Storage.Blobs.Models.LeaseState.Leased)
        {
            await blob.GetBlobLeaseClient().BreakAsync(TimeSpan.Zero);
        }
    }

    private static void WrittenOnce(IEnumerable<SeenCall> calls)
    {
        var writes = calls.Where(call => call.Path.Contains("/ledger/", StringComparison.Ordinal) && call.Method is not ("GET" or "HEAD")).ToList();
        Assert.NotEmpty(writes);
        Assert.All(writes, write => Assert.Equal(("PUT", "*", ""), (write.Method, write.IfNoneMatch, write.Query)));
    }
}
