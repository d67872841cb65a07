using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Ledger;

/// <summary>One chain of the audit record beside its envelopes in the log: what was appended, what of it is included, and whether both agree.</summary>
/// <param name="Appended">Entries of the chain.</param>
/// <param name="Included">Of them in the log.</param>
/// <param name="FirstBadIndex">In the log, or where the fault lies behind what is included, null.</param>
/// <param name="FirstBadSequence">In the chain; null where both agree.</param>
/// <param name="Reason">One sentence.</param>
public sealed record ChainInLog(
    string Chain, long Appended, long Included, long? FirstBadIndex = null, long? FirstBadSequence = null, string? Reason = null)
{
    /// <param name="logged">The chain's envelopes with their index, in the order of the log.</param>
    /// <param name="entries">The chain as it is now; null where it is gone.</param>
    public static ChainInLog Of(string chain, IReadOnlyList<(long Index, LedgerEnvelope Envelope)> logged, IReadOnlyList<AuditEntry>? entries)
    {
        var (appended, included) = ((long)(entries?.Count ?? 0), (long)logged.Count);
        for (var i = 0; i < logged.Count; i++)
        {
            var (index, envelope) = logged[i];
            if (envelope.Id != LedgerEnvelope.IdOf(chain, i))
            {
                return new(chain, appended, included, index, i, $"The log has {envelope.Id} where {LedgerEnvelope.IdOf(chain, i)} comes next.");
            }

            if (entries is null || i >= entries.Count)
            {
                return new(chain, appended, included, index, i, $"Entry {i} is in the log and not in the audit record any more.");
            }

            if (entries[i].Sequence != i || AuditChain.HashOf(entries[i]) != envelope.PayloadHash)
            {
                return new(chain, appended, included, index, i, $"Entry {i} of the audit record is not the one that the log holds the hash of.");
            }
        }

        return AuditChain.Verify(entries ?? []) is ChainVerdict.Broken broken
            ? new(chain, appended, included, null, broken.FirstBadSequence, broken.Reason)
            : new(chain, appended, included);
    }
}
