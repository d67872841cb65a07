using System.Text;
using Microsoft.AspNetCore.Http;
using ServerlessMlops.App.Identity;
using ServerlessMlops.App.Middleware;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Ledger;
using ServerlessMlops.Pipeline.Ledger.Transparency;
using ServerlessMlops.Storage;
using static ServerlessMlops.App.Middleware.JsonBodies;

namespace ServerlessMlops.App.Triggers.Http;

/// <summary>The log as c2sp.org/tlog-tiles serves it, under the prefix <c>/api/ledger</c>: whoever reads it verifies it without us.</summary>
public sealed class LedgerApi(TransparencyLog log, LedgerIndex places, AuditLog audit)
{
    [Function("GetLedgerCheckpoint"), Access(Roles.SignedIn)]
    public async Task<IResult> GetCheckpoint(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "ledger/checkpoint")] HttpRequest request, CancellationToken cancellation) =>
        await log.HeadAsync(cancellation) is var (_, note) ? new LogAnswer(note, LogAnswer.Note, isFinal: false) : NoHead();

    [Function("ListLedgerCheckpoints"), Access(Roles.SignedIn)]
    public async Task<IResult> Checkpoints(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "ledger/checkpoints")] HttpRequest request, CancellationToken cancellation) =>
        Answer(new CheckpointList(await log.CheckpointSizesAsync(cancellation)));

    [Function("GetLedgerCheckpointOfSize"), Access(Roles.SignedIn)]
    public async Task<IResult> CheckpointOfSize(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "ledger/checkpoints/{size}")] HttpRequest request,
        string size,
        CancellationToken cancellation) =>
        LogNumber.TryParse(size) is { } number && await log.FindCheckpointAsync(number, cancellation) is { } note
            ? new LogAnswer(note, LogAnswer.Note, isFinal: true)
            : ProblemResults.NotFound($"No checkpoint of size '{size}' was signed.");

    [Function("ListLedgerKeys"), Access(Roles.SignedIn)]
    public async Task<IResult> Keys(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "ledger/keys")] HttpRequest request, CancellationToken cancellation) =>
        Answer(new LogKeyList([.. (await log.KeysAsync(cancellation)).Select(key => new LogKey(key.VerifierKey, key.FromSize))]));

    /// <remarks>A checkpoint is published after its tiles are written: what is asked for because a checkpoint says so, is there.</remarks>
    [Function("GetLedgerTile"), Access(Roles.SignedIn)]
    public async Task<IResult> ReadTile(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "ledger/tile/{*path}")] HttpRequest request,
        string path,
        CancellationToken cancellation) =>
        Tile.TryParse($"tile/{path}") is { } tile && await log.FindAsync(tile, cancellation) is { } content
            ? new LogAnswer(content, LogAnswer.Bytes, isFinal: true)
            : ProblemResults.NotFound($"The log has no tile/{path}.");

    [Function("GetLedgerEntry"), Access(Roles.SignedIn)]
    public async Task<IResult> Entry(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "ledger/entries/{index}")] HttpRequest request,
        string index,
        CancellationToken cancellation)
    {
        if (await log.HeadAsync(cancellation) is not var (head, note))
        {
            return NoHead();
        }

        if (LogNumber.TryParse(index) is not { } number || number >= head.Size)
        {
            return ProblemResults.NotFound($"The log has {head.Size} entries, from 0 on; seen '{index}'.");
        }

        return await ProvenAsync(number, head, note, cancellation);
    }

    /// <summary>By the place in a chain: what is recorded and not included yet is told apart from what was never recorded.</summary>
    [Function("FindLedgerEntry"), Access(Roles.SignedIn)]
    public async Task<IResult> Find(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "ledger/entries")] HttpRequest request, CancellationToken cancellation)
    {
        var (chain, sequence) = (request.Query["chain"].ToString(), LogNumber.Query(request, "sequence"));
        if (chain.Length is 0 or > 100 || sequence is not { } number)
        {
            return ProblemResults.BadRequest($"Seen {request.QueryString}; expected chain and sequence of an audit entry.");
        }

        if (await places.FindAsync(chain, number, cancellation) is { } place && await log.HeadAsync(cancellation) is var (head, note) && place.Index < head.Size)
        {
            return await ProvenAsync(place.Index, head, note, cancellation);
        }

        await foreach (var _ in audit.ReadFromAsync(chain, number, cancellation))
        {
            return ProblemResults.NotFound($"Audit entry {number} of {chain} is recorded and not included yet; that takes about a minute.");
        }

        return ProblemResults.NotFound($"No audit entry {number} of {chain} is recorded.");
    }

    [Function("ProveLedgerInclusion"), Access(Roles.SignedIn)]
    public async Task<IResult> Inclusion(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "ledger/proof/inclusion")] HttpRequest request, CancellationToken cancellation)
    {
        if (await log.HeadAsync(cancellation) is not var (head, _))
        {
            return NoHead();
        }

        var (index, size) = (LogNumber.Query(request, "index"), LogNumber.Query(request, "size", head.Size));
        return index < size && size <= head.Size
            ? Answer(new InclusionProof(index.Value, size.Value, Hashes(await log.InclusionAsync(index.Value, size.Value, head.Size, cancellation))))
            : ProblemResults.BadRequest($"Seen {request.QueryString}; expected 0 ≤ index < size ≤ {head.Size}.");
    }

    [Function("ProveLedgerConsistency"), Access(Roles.SignedIn)]
    public async Task<IResult> Consistency(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "ledger/proof/consistency")] HttpRequest request, CancellationToken cancellation)
    {
        if (await log.HeadAsync(cancellation) is not var (head, _))
        {
            return NoHead();
        }

        var (from, to) = (LogNumber.Query(request, "from"), LogNumber.Query(request, "to", head.Size));
        return from <= to && to <= head.Size
            ? Answer(new ConsistencyProof(from.Value, to.Value, Hashes(await log.ConsistencyAsync(from.Value, to.Value, head.Size, cancellation))))
            : ProblemResults.BadRequest($"Seen {request.QueryString}; expected 0 ≤ from ≤ to ≤ {head.Size}.");
    }

    private async Task<IResult> ProvenAsync(long index, Checkpoint head, byte[] note, CancellationToken cancellation)
    {
        var entry = await log.EntryAsync(index, head.Size, cancellation);
        var proof = await log.InclusionAsync(index, head.Size, head.Size, cancellation);
        return Answer(new LogEntry(
            index, LedgerEnvelope.Read(entry), Convert.ToBase64String(entry), Hashes(proof), Encoding.UTF8.GetString(note)));
    }

    private static ProblemResult NoHead() =>
        ProblemResults.NotFound("The log has no checkpoint yet: entries are included within a minute of being recorded.");

    private static List<string> Hashes(IReadOnlyList<TreeHash> proof) => [.. proof.Select(hash => hash.ToBase64())];
}
