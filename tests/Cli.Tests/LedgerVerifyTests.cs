using System.IO.Compression;
using System.Text;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Ledger;
using ServerlessMlops.Pipeline.Ledger.Transparency;

namespace ServerlessMlops.Cli.Tests;

/// <summary>Packs as `mlops ledger pack` writes them, verified without an app; a test changes what their keeper could.</summary>
public sealed class LedgerVerifyTests : IDisposable
{
    private const string Chain = "run.0011";
    private const string Bundle = "tile/entries/000.p/6";

    private static readonly Ed25519NoteSigner Signer = new("log.example.org", [.. Enumerable.Repeat((byte)7, 32)]);

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_whole_pack_verifies_and_says_whose_word_its_key_is()
    {
        var run = await VerifyAsync(await PackAsync(Chained(6)), "--key", Signer.Key.Text);
        Assert.Equal(ExitCodes.Ok, run.ExitCode);
        Assert.Equal(6, run.Json.GetProperty("size").GetInt64());
        Assert.False(run.Json.GetProperty("keysOnFirstUse").GetBoolean());
        run = await VerifyAsync(await PackAsync(Chained(6)));
        Assert.True(run.Json.GetProperty("keysOnFirstUse").GetBoolean());
    }

    [Fact]
    public async Task Recorded_and_not_included_are_told_apart()
    {
        var run = await VerifyAsync(await PackAsync(Chained(6), pack => pack[$"audit/{Chain}.json"] = MlopsJson.WriteBytes(Chained(8))));
        Assert.Equal(ExitCodes.Ok, run.ExitCode);
        Assert.Equal(2, run.Json.GetProperty("notIncluded").GetInt64());
    }

    [Fact]
    public Task An_edited_entry_is_named() => BreaksAt(2, "Edited", pack => Change(pack, entries => entries[2] = Encoding.UTF8.GetBytes("{}")));

    [Fact]
    public Task A_deleted_entry_is_named() => BreaksAt(1, "Deleted", pack => Change(pack, entries => entries.RemoveAt(1)));

    [Fact]
    public Task Entries_in_another_order_are_named() =>
        BreaksAt(1, "Reordered", pack => Change(pack, entries => (entries[1], entries[4]) = (entries[4], entries[1])));

    [Fact]
    public Task Missing_last_entries_are_named() => BreaksAt(4, "Truncated", pack => Change(pack, entries => entries.RemoveRange(4, 2)));

    // The chain is whole in itself: every hash was made again.
    [Fact]
    public Task An_audit_record_that_was_rewritten_is_found_by_the_log() => BreaksAt(
        3, "AuditRecord", pack => pack[$"audit/{Chain}.json"] = MlopsJson.WriteBytes(Chained(6, changedAt: 3)));

    [Fact]
    public async Task A_log_rewritten_with_its_own_key_is_found_by_a_kept_checkpoint()
    {
        var honest = await PackAsync(Chained(6));
        var kept = _folder.Write("kept.txt", Encoding.UTF8.GetString(Note(honest)));
        var rewritten = await PackAsync(Chained(6, changedAt: 3));
        Assert.Equal(ExitCodes.Ok, (await VerifyAsync(rewritten, "--key", Signer.Key.Text)).ExitCode);
        var run = await VerifyAsync(rewritten, "--key", Signer.Key.Text, "--since", kept);
        Assert.Equal(ExitCodes.No, run.ExitCode);
        Assert.Equal(("Rewritten", 0, 5), (run.Json.GetProperty("fault").GetString(), Number(run, "firstBad"), Number(run, "lastBad")));
        Assert.Equal(ExitCodes.Ok, (await VerifyAsync(honest, "--key", Signer.Key.Text, "--since", kept)).ExitCode);
    }

    [Fact]
    public async Task A_key_that_did_not_sign_is_not_believed()
    {
        var other = new Ed25519NoteSigner("log.example.org", new byte[32]).Key.Text;
        var run = await VerifyAsync(await PackAsync(Chained(6)), "--key", other);
        Assert.Equal((ExitCodes.No, "Unsigned"), (run.ExitCode, run.Json.GetProperty("fault").GetString()));
        Assert.Equal(ExitCodes.Error, (await VerifyAsync(await PackAsync(Chained(6)), "--key", "nonsense")).ExitCode);
        Assert.Equal(ExitCodes.Error, (await VerifyAsync(_folder.Write("no.zip", "no zip"))).ExitCode);
    }

    private async Task BreaksAt(long index, string fault, Action<Dictionary<string, byte[]>> change)
    {
        var run = await VerifyAsync(await PackAsync(Chained(6), change), "--key", Signer.Key.Text);
        Assert.Equal(ExitCodes.No, run.ExitCode);
        Assert.Equal((index, fault), (Number(run, "firstBad"), run.Json.GetProperty("fault").GetString()));
    }

    private static Task<CommandLine> VerifyAsync(string pack, params string[] more) => CommandLine.RunAsync(["ledger", "verify", pack, .. more, "--json"]);

    private static long Number(CommandLine run, string name) => run.Json.GetProperty(name).GetInt64();

    private static void Change(Dictionary<string, byte[]> pack, Action<List<byte[]>> change)
    {
        EntryBundle.TryRead(pack[Bundle], out var entries);
        var changed = entries.ToList();
        change(changed);
        pack[Bundle] = EntryBundle.Write(changed);
    }

    private static byte[] Note(string pack)
    {
        using var zip = ZipFile.OpenRead(pack);
        using var content = new MemoryStream();
        using var note = zip.GetEntry("checkpoint")!.Open();
        note.CopyTo(content);
        return content.ToArray();
    }

    private async Task<string> PackAsync(List<AuditEntry> chain, Action<Dictionary<string, byte[]>>? change = null)
    {
        var entries = chain.Select(entry => LedgerEnvelope.Of(entry, name => $"person-{name.Length}").ToBytes()).ToList();
        var grown = TreeGrowth.Grow(0, new Dictionary<Tile, byte[]>(), entries);
        var pack = grown.Written.ToDictionary(tile => tile.Tile.Path, tile => tile.Content);
        var head = new Checkpoint(Signer.Key.Name, grown.Size, grown.Root);
        pack["checkpoint"] = (await SignedNote.SignAsync(head.Text, [Signer])).ToBytes();
        pack["keys.json"] = MlopsJson.WriteBytes(new LogKeyList([new(Signer.Key.Text, 1)]));
        pack[$"audit/{Chain}.json"] = MlopsJson.WriteBytes(chain);
        change?.Invoke(pack);
        var path = Path.Combine(_folder.Path, $"{Guid.NewGuid():N}.zip");
        await using var zip = await ZipFile.OpenAsync(path, ZipArchiveMode.Create);
        foreach (var (name, content) in pack)
        {
            await using var entry = await zip.CreateEntry(name).OpenAsync();
            await entry.WriteAsync(content);
        }

        return path;
    }

    private static List<AuditEntry> Chained(int count, int changedAt = -1)
    {
        var entries = new List<AuditEntry>();
        for (var i = 0; i < count; i++)
        {
            var step = new AuditEvent(
                Chain, $"step-{i}", i == changedAt ? "run.changed" : "run.step", Actor.Pipeline, "owner@example.org", "credit-risk", new Dictionary<string, string>());
            entries.Add(AuditChain.Link(ChainHead.After(entries.LastOrDefault()), step, new DateTimeOffset(2026, 3, 1, 9, i, 0, TimeSpan.Zero)));
        }

        return entries;
    }
}
