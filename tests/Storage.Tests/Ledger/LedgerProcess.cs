using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Ledger.Transparency;

namespace ServerlessMlops.Storage.Tests.Ledger;

/// <summary>What one process of the app has of the ledger.</summary>
internal sealed class LedgerProcess
{
    public static readonly Ed25519NoteSigner Signer = new("log.example.org", [.. Enumerable.Repeat((byte)7, 32)]);

    public LedgerProcess(StorageOptions options, TimeProvider time, CallPolicy? calls = null, params INoteSigner[] signers)
    {
        Clients = new StorageClients(options, calls);
        Audit = new(Clients, time);
        (Intake, Index, Blobs, State, People) = (new(Clients), new(Clients), new(Clients), new(Clients), new(Clients));
        var identity = new LogIdentity(Signer.Key.Name, signers.Length > 0 ? signers : [Signer]);
        var planner = new SequencerPlanner(Audit, Intake, Index, People);
        Sequencer = new(Audit, Intake, Index, Blobs, State, planner, new LogSigners(_ => Task.FromResult(identity)));
        Log = new(Blobs, State);
    }

    public StorageClients Clients { get; }

    public AuditLog Audit { get; }

    public LedgerIntake Intake { get; }

    public LedgerIndex Index { get; }

    public LedgerBlobs Blobs { get; }

    public LedgerState State { get; }

    public Pseudonyms People { get; }

    public Sequencer Sequencer { get; }

    public TransparencyLog Log { get; }

    public Task<AuditEntry> AppendAsync(string chain, string key, string actor = "dana@example.org") => Audit.AppendAsync(new(
        chain, key, "run.step", new Actor(actor, ActorKind.Person, ["DataScientist"]), "owner@example.org", "credit-risk",
        new Dictionary<string, string> { ["key"] = key }));
}
