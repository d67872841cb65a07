using System.Net;
using System.Net.Http.Json;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Ledger.Transparency;
using ServerlessMlops.Storage;

namespace ServerlessMlops.App.Tests.Road;

/// <summary>The log over HTTP, read as an auditor's own program would.</summary>
public sealed class LedgerTests(RunningApp app)
{
    private const string Chain = "run.read-over-http";

    [Fact]
    public async Task An_appended_entry_is_not_included_yet_and_then_proven_under_a_signed_head()
    {
        using var auditor = await app.Client.AsAsync(AppClient.Olga);
        var appended = await AppendAsync("first");
        await IncludedAsync(appended);
        await AppendAsync("second");
        var later = await app.Services.GetRequiredService<AuditLog>().FindAsync(Chain, "second");
        var found = await auditor.GetFromJsonAsync<LogEntry>($"ledger/entries?chain={Chain}&sequence={appended.Sequence}", MlopsJson.Options);
        Assert.Equal((appended.Hash, "run.step"), (found!.Envelope.PayloadHash, found.Envelope.Type));
        var head = await HeadAsync(auditor, Encoding.UTF8.GetBytes(found.Checkpoint));
        var leaf = Rfc6962.Leaf(Convert.FromBase64String(found.Entry));
        Assert.IsType<ProofVerdict.Holds>(ProofCheck.Inclusion(leaf, found.Index, head.Size, Hashes(found.Proof), head.Root));

        await IncludedAsync(later!);
        var newest = await HeadAsync(auditor, await auditor.GetByteArrayAsync("ledger/checkpoint"));
        var proof = await auditor.GetFromJsonAsync<ConsistencyProof>($"ledger/proof/consistency?from={head.Size}&to={newest.Size}", MlopsJson.Options);
        Assert.IsType<ProofVerdict.Holds>(ProofCheck.Consistency(head.Size, head.Root, newest.Size, newest.Root, Hashes(proof!.Proof)));
        var inclusion = await auditor.GetFromJsonAsync<InclusionProof>($"ledger/proof/inclusion?index={found.Index}&size={newest.Size}", MlopsJson.Options);
        Assert.IsType<ProofVerdict.Holds>(ProofCheck.Inclusion(leaf, found.Index, newest.Size, Hashes(inclusion!.Proof), newest.Root));
    }

    [Fact]
    public async Task The_whole_log_is_read_and_hashed_again_over_http()
    {
        using var auditor = await app.Client.AsAsync(AppClient.Olga);
        await IncludedAsync(await AppendAsync("whole"));
        var keys = await auditor.GetFromJsonAsync<LogKeyList>("ledger/keys", MlopsJson.Options);
        var verdict = await LogAudit.VerifyAsync(
            async (path, cancellation) => await auditor.GetAsync($"ledger/{path}", cancellation) is { IsSuccessStatusCode: true } found
                ? await found.Content.ReadAsByteArrayAsync(cancellation)
                : null,
            [.. keys!.Keys.Select(key => NoteKey.TryParse(key.VerifierKey)!)], []);
        Assert.IsType<LogVerdict.Whole>(verdict);
    }

    [Fact]
    public async Task What_is_not_there_is_said_and_nobody_reads_it_unsigned()
    {
        using var auditor = await app.Client.AsAsync(AppClient.Olga);
        await IncludedAsync(await AppendAsync("there"));
        using var anyone = app.Client.Anyone();
        foreach (var path in new[] { "checkpoint", "keys", "checkpoints", "tile/entries/000", "entries/0", "proof/inclusion?index=0" })
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await anyone.GetAsync($"ledger/{path}")).StatusCode);
        }

        foreach (var path in new[] { "tile/0/x999/000", "tile/0/0", "tile/..%2fcheckpoint", "entries/99999999", "entries/-1", "checkpoints/99999999" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await auditor.GetAsync($"ledger/{path}")).StatusCode);
        }

        foreach (var path in new[] { "proof/inclusion", "proof/inclusion?index=0&size=0", "proof/consistency?from=1&to=99999999", "entries?chain=x" })
        {
            Assert.Equal(HttpStatusCode.BadRequest, (await auditor.GetAsync($"ledger/{path}")).StatusCode);
        }
    }

    private Task<AuditEntry> AppendAsync(string key) => app.Services.GetRequiredService<AuditLog>().AppendAsync(
        new(Chain, key, "run.step", Actor.Pipeline, "owner@example.org", "ledger", new Dictionary<string, string>()));

    /// <summary>The app's own timer may be at work, and then a pass leaves the work to it.</summary>
    private async Task IncludedAsync(AuditEntry entry)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var (sequencer, places) = (app.Services.GetRequiredService<Sequencer>(), app.Services.GetRequiredService<LedgerIndex>());
        var log = app.Services.GetRequiredService<TransparencyLog>();
        bool included;
        do
        {
            await sequencer.RunAsync(patience.Token);
            included = await places.FindAsync(Chain, entry.Sequence, patience.Token) is { } place
                && await log.HeadAsync(patience.Token) is var (head, _) && place.Index < head.Size;
        }
        while (!included);
    }

    private static async Task<Checkpoint> HeadAsync(HttpClient auditor, byte[] note)
    {
        var keys = await auditor.GetFromJsonAsync<LogKeyList>("ledger/keys", MlopsJson.Options);
        var known = keys!.Keys.Select(key => NoteKey.TryParse(key.VerifierKey)!);
        return Assert.IsType<CheckpointVerdict.Signed>(Checkpoint.Open(note, known)).Head;
    }

    private static List<TreeHash> Hashes(IReadOnlyList<string> proof) => [.. proof.Select(text => TreeHash.Of(Convert.FromBase64String(text)))];
}
