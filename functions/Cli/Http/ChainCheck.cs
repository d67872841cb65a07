using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Ledger;

namespace ServerlessMlops.Cli.Http;

/// <summary>One chain, computed again on this machine from its entries: the app is not believed.</summary>
/// <param name="FirstBad">Sequence of the first entry that is not what was recorded; null where the chain is whole.</param>
public sealed record ChainCheck(string Chain, bool Verified, long Entries, string? Head, long? FirstBad = null, string? Fault = null, string? Reason = null)
{
    /// <param name="chain">The one that was asked for: another whole chain in its place does not pass.</param>
    public static ChainCheck Of(string chain, IReadOnlyList<AuditEntry> entries)
    {
        if (entries.Count == 0)
        {
            return new(chain, false, 0, null, 0, nameof(ChainFault.Truncated), "No entry is stored.");
        }

        if (entries[0].Event.Chain is var found && found != chain)
        {
            return new(chain, false, entries.Count, null, 0, nameof(ChainFault.Replaced), $"Entry 0 belongs to the chain {found}, not {chain}.");
        }

        return AuditChain.Verify(entries) switch
        {
            ChainVerdict.Intact whole => new(chain, true, whole.Count, whole.Head),
            ChainVerdict.Broken broken => new(chain, false, entries.Count, null, broken.FirstBadSequence, broken.Fault.ToString(), broken.Reason),
            _ => throw new InvalidOperationException("A chain is whole or broken."),
        };
    }
}
