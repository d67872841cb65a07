using System.Text.Json;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Ledger;
using ServerlessMlops.Pipeline.Ledger.Transparency;

namespace ServerlessMlops.Cli.Ledger;

/// <summary>One verification of a whole log: every entry hashed again, every chain compared with it. What was read is kept for a pack.</summary>
internal sealed class LedgerCheck
{
    private readonly List<(long Index, LedgerEnvelope Envelope)> _envelopes = [];

    public Dictionary<string, byte[]> Read { get; } = [];

    public Dictionary<string, IReadOnlyList<AuditEntry>> ChainsRead { get; } = [];

    /// <param name="keys">Whom to believe.</param>
    /// <param name="kept">Signed checkpoints that were kept.</param>
    /// <exception cref="CommandFault">A kept checkpoint is not signed by a key that is believed.</exception>
    public async Task<LedgerAnswer> RunAsync(
        LogSource source, IReadOnlyList<NoteKey> keys, IReadOnlyList<byte[]> kept, bool isFirstUse, CancellationToken cancellation)
    {
        var heads = kept.Select(note => HeadOf(note, keys)).ToList();
        var notEnvelope = (long?)null;
        var verdict = await LogAudit.VerifyAsync(
            async (path, cancel) => await source.FindAsync(path, cancel) is { } content ? Read[path] = content : null, keys, heads,
            (index, entry) => notEnvelope = Take(index, entry) ? notEnvelope : notEnvelope ?? index, cancellation);
        var trusted = keys.Select(key => key.Text).ToList();
        if (verdict is not LogVerdict.Whole whole)
        {
            var broken = (LogVerdict.Broken)verdict;
            return new(false, null, 0, null, 0, trusted, isFirstUse, [], broken.FirstBadIndex, broken.LastBadIndex, broken.Fault.ToString(), broken.Reason);
        }

        var chains = await ChainsAsync(source, cancellation);
        var answer = new LedgerAnswer(true, whole.Origin, whole.Size, whole.Root, whole.KeptChecked, trusted, isFirstUse, chains);
        return notEnvelope is { } at ? answer.Not(at, "NotAnEnvelope", $"Entry {at} is no envelope of an audit entry.")
            : chains.Where(chain => chain.Reason is not null).MinBy(chain => chain.FirstBadIndex ?? whole.Size) is { } bad
                ? answer.Not(bad.FirstBadIndex, "AuditRecord", $"{bad.Chain}: {bad.Reason}")
            : answer;
    }

    private async Task<IReadOnlyList<ChainInLog>> ChainsAsync(LogSource source, CancellationToken cancellation)
    {
        var chains = new List<ChainInLog>();
        foreach (var logged in _envelopes.GroupBy(one => one.Envelope.Id[..one.Envelope.Id.LastIndexOf('/')]))
        {
            var entries = await source.FindChainAsync(logged.Key, cancellation);
            ChainsRead[logged.Key] = entries ?? [];
            chains.Add(ChainInLog.Of(logged.Key, [.. logged], entries));
        }

        return chains;
    }

    private bool Take(long index, byte[] entry)
    {
        try
        {
            var envelope = LedgerEnvelope.Read(entry);
            var isOne = envelope.Id.LastIndexOf('/') > 0;
            if (isOne)
            {
                _envelopes.Add((index, envelope));
            }

            return isOne;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static Checkpoint HeadOf(byte[] note, IReadOnlyList<NoteKey> keys) => Checkpoint.Open(note, keys) switch
    {
        CheckpointVerdict.Signed signed => signed.Head,
        CheckpointVerdict.Refused refused => throw new CommandFault($"A kept checkpoint is not believed. {refused.Reason}", "--key VKEY, for a key that was retired"),
        _ => throw new InvalidOperationException("A checkpoint is signed or refused."),
    };
}

/// <summary>What the verification of a log found.</summary>
/// <param name="Size">Entries.</param>
/// <param name="KeptChecked">Checkpoints that were kept, and that the log continues.</param>
/// <param name="Keys">That were believed.</param>
/// <param name="KeysOnFirstUse">The keys are the log's own word, because none was known here before.</param>
/// <param name="FirstBad">Index in the log of the first bad entry; with <paramref name="LastBad"/> where only a range can be told.</param>
internal sealed record LedgerAnswer(
    bool Verified, string? Origin, long Size, string? Root, int KeptChecked, IReadOnlyList<string> Keys, bool KeysOnFirstUse,
    IReadOnlyList<ChainInLog> Chains, long? FirstBad = null, long? LastBad = null, string? Fault = null, string? Reason = null)
{
    /// <summary>Recorded, and not in the log yet.</summary>
    public long NotIncluded => Chains.Sum(chain => Math.Max(0, chain.Appended - chain.Included));

    public LedgerAnswer Not(long? at, string fault, string reason) =>
        this with { Verified = false, FirstBad = at, LastBad = at, Fault = fault, Reason = reason };
}
