using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Ledger;

namespace ServerlessMlops.Pipeline.Approval;

/// <summary>What they saw is what they signed: the one digest that a request, each vote, and the release carry.</summary>
public static class EvidenceDigest
{
    /// <returns>SHA-256 over the canonical JSON of the evidence.</returns>
    public static string Of(ApprovalEvidence evidence) => Digests.OfJson(evidence);
}
