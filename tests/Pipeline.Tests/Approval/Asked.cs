using ServerlessMlops.Pipeline.Approval;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Tests.Approval;

/// <summary>A question to two approvers about what dana submitted, open for a day.</summary>
internal static class Asked
{
    public static readonly DateTimeOffset Opened = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static readonly ApprovalEvidence Evidence = new("d1", "d2", "d3", "d4", "d5", "builtin-1", null);

    public static readonly ApprovalRequest Request = new(
        "0123456789abcdef0123456789abcdef", "0123456789abcdef0123456789abcdef", "credit-risk", EvidenceDigest.Of(Evidence), Evidence,
        "dana@example.org", ["Approver"], 2, Opened, Opened.AddDays(1));

    public static Ballot Ballot(string voter, VoteChoice choice = VoteChoice.Approve, string reason = "Seen.") =>
        new(voter, ["Approver"], choice, reason, Request.Digest);

    public static Vote Vote(string voter, VoteChoice choice = VoteChoice.Approve) =>
        new(Request.RequestId, voter, choice, "Seen.", Request.Digest, Opened.AddHours(1));
}
