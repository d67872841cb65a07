using ServerlessMlops.Pipeline.Ledger;

namespace ServerlessMlops.Pipeline.Contracts;

/// <param name="Sizes">Of the checkpoints that were signed, in order.</param>
public sealed record CheckpointList(IReadOnlyList<long> Sizes);

public sealed record LogKeyList(IReadOnlyList<LogKey> Keys);

/// <param name="VerifierKey">As c2sp.org/signed-note writes it.</param>
/// <param name="FromSize">The first checkpoint that it signed.</param>
public sealed record LogKey(string VerifierKey, long FromSize);

/// <summary>An entry of the log with all that shows that it is one.</summary>
/// <param name="Entry">Base64 of the bytes that are hashed.</param>
/// <param name="Proof">Inclusion in the tree of <paramref name="Checkpoint"/>, RFC 6962 §2.1.1: hashes in base64, from below.</param>
/// <param name="Checkpoint">A signed note.</param>
public sealed record LogEntry(long Index, LedgerEnvelope Envelope, string Entry, IReadOnlyList<string> Proof, string Checkpoint);

/// <param name="Proof">RFC 6962 §2.1.1: hashes in base64, from below.</param>
public sealed record InclusionProof(long Index, long Size, IReadOnlyList<string> Proof);

/// <param name="Proof">RFC 6962 §2.1.2: hashes in base64, from below.</param>
public sealed record ConsistencyProof(long From, long To, IReadOnlyList<string> Proof);
