using System.Runtime.CompilerServices;
using System.Text.Json;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Ledger;

namespace ServerlessMlops.Storage;

/// <param name="Entries">In the order of the log.</param>
/// <param name="Faults">Chains that were changed, one sentence each.</param>
public sealed record SequencerPlan(IReadOnlyList<PlannedEntry> Entries, IReadOnlyList<string> Faults);

/// <summary>Finds the audit entries that come next: of each chain those behind the last one in the log, without a gap.</summary>
public sealed class SequencerPlanner(AuditLog audit, LedgerIntake intake, LedgerIndex index, Pseudonyms people)
{
    /// <summary>Entries of one plan: it lies in one blob, and is carried out within a lease.</summary>
    public const int MaxEntries = 1000;

    // A chain of a thousand envelopes at their limit would be 64 MB.
    private const int MaxCharacters = 8 << 20;

    /// <summary>Also takes away announcements of entries that the log holds.</summary>
    public async Task<SequencerPlan> PlanAsync(CancellationToken cancellation = default)
    {
        var (found, faults, names) = (new List<AuditEntry>(), new List<string>(), new Dictionary<string, string>());
        await foreach (var chain in ChainsAsync(cancellation))
        {
            if (found.Count >= MaxEntries)
            {
                break;
            }

            var last = await index.LastAsync(chain[0].Chain, cancellation);
            var settled = chain.Where(entry => entry.Sequence <= (last?.Sequence ?? -1)).ToList();
            await intake.SettleAsync(settled, cancellation);
            if (settled.Count < chain.Count && await NextAsync(chain[0].Chain, last, MaxEntries - found.Count, found, cancellation) is { } fault)
            {
                faults.Add(fault);
            }
        }

        // By time over all chains; a chain keeps its order even where a clock went back, because the sort is stable over its running latest.
        var planned = new List<PlannedEntry>();
        var characters = 0;
        foreach (var entry in InOrder(found))
        {
            var envelope = (await EnvelopeAsync(entry, names, cancellation)).ToString();
            if ((characters += envelope.Length) > MaxCharacters && planned.Count > 0)
            {
                break;
            }

            planned.Add(new(entry.Event.Chain, entry.Sequence, entry.Hash, envelope));
        }

        return new(planned, faults);
    }

    /// <returns>What is wrong with the chain; null where nothing is. The entries before the fault are taken.</returns>
    private async Task<string?> NextAsync(string chain, LogPlace? last, int room, List<AuditEntry> found, CancellationToken cancellation)
    {
        var head = last is null ? ChainHead.Empty : new ChainHead(last.Sequence + 1, last.Hash);
        try
        {
            await foreach (var entry in audit.ReadFromAsync(chain, head.Count, cancellation))
            {
                if (!Follows(entry, chain, head))
                {
                    return $"Chain {chain}: entry {head.Count} is not the one that was recorded.";
                }

                found.Add(entry);
                head = ChainHead.After(entry);
                if (--room == 0)
                {
                    break;
                }
            }
        }
        catch (JsonException)
        {
            return $"Chain {chain}: entry {head.Count} is no entry any more.";
        }

        return null;
    }

    private static bool Follows(AuditEntry entry, string chain, ChainHead head) =>
        entry.Sequence == head.Count && entry.Event.Chain == chain && entry.PreviousHash == head.Hash && AuditChain.HashOf(entry) == entry.Hash;

    private async Task<LedgerEnvelope> EnvelopeAsync(AuditEntry entry, Dictionary<string, string> names, CancellationToken cancellation)
    {
        string?[] named = [entry.Event.Owner, entry.Event.Actor is { Kind: ActorKind.Person } actor ? actor.Name : null];
        foreach (var name in named.OfType<string>())
        {
            if (!names.ContainsKey(name))
            {
                names[name] = await people.OfAsync(name, cancellation);
            }
        }

        return LedgerEnvelope.Of(entry, name => names[name]);
    }

    private static IEnumerable<AuditEntry> InOrder(List<AuditEntry> found)
    {
        var latest = new Dictionary<string, DateTimeOffset>();
        return found.Select(entry =>
        {
            var before = latest.GetValueOrDefault(entry.Event.Chain);
            return (Entry: entry, At: latest[entry.Event.Chain] = entry.RecordedAt > before ? entry.RecordedAt : before);
        }).ToList().OrderBy(pair => pair.At).Select(pair => pair.Entry);
    }

    private async IAsyncEnumerable<IReadOnlyList<Announced>> ChainsAsync(
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        var chain = new List<Announced>();
        await foreach (var entry in intake.ListAsync(cancellation))
        {
            if (chain.Count > 0 && chain[0].Chain != entry.Chain)
            {
                yield return chain;
                chain = [];
            }

            chain.Add(entry);
        }

        if (chain.Count > 0)
        {
            yield return chain;
        }
    }
}
