using CsCheck;
using ServerlessMlops.Pipeline.Approval;
using ServerlessMlops.Pipeline.Contracts;
using static ServerlessMlops.Pipeline.Tests.Approval.Asked;

namespace ServerlessMlops.Pipeline.Tests.Approval;

public class TallyTests
{
    private static readonly DateTimeOffset Later = Opened.AddHours(2);

    [Fact]
    public void Fewer_than_the_quorum_decide_nothing() =>
        Assert.Equal((1, 2), Pending(Tally.Decide(Request, [Vote("amal@example.org")], Later)));

    [Fact]
    public void The_quorum_approves_with_the_votes_that_made_it()
    {
        Vote[] votes = [Vote("amal@example.org"), Vote("bo@example.org"), Vote("cy@example.org")];
        var approved = Assert.IsType<ApprovalDecision.Approved>(Closed(Tally.Decide(Request, votes, Later)));
        Assert.Equal(votes[..2], approved.Votes);
    }

    [Fact]
    public void One_person_in_two_spellings_is_not_a_quorum() =>
        Assert.Equal((1, 2), Pending(Tally.Decide(Request, [Vote("amal@example.org"), Vote("Amal@example.org")], Later)));

    [Fact]
    public void A_reject_that_was_stored_before_the_quorum_wins()
    {
        Vote[] votes = [Vote("amal@example.org"), Vote("cy@example.org", VoteChoice.Reject), Vote("bo@example.org")];
        Assert.Equal(new ApprovalDecision.Rejected(votes[1]), Closed(Tally.Decide(Request, votes, Later)));
    }

    [Fact]
    public void A_reject_that_was_stored_after_the_quorum_comes_too_late() =>
        Assert.IsType<ApprovalDecision.Approved>(Closed(
            Tally.Decide(Request, [Vote("amal@example.org"), Vote("bo@example.org"), Vote("cy@example.org", VoteChoice.Reject)], Later)));

    [Fact]
    public void Silence_is_not_consent()
    {
        Assert.Equal((1, 2), Pending(Tally.Decide(Request, [Vote("amal@example.org")], Request.Deadline)));
        Assert.Equal(new ApprovalDecision.Expired(1, 2), Closed(Tally.Decide(Request, [Vote("amal@example.org")], Request.Deadline.AddTicks(1))));
    }

    [Fact]
    public void Votes_in_time_decide_even_when_they_are_counted_late() =>
        Assert.IsType<ApprovalDecision.Approved>(Closed(
            Tally.Decide(Request, [Vote("amal@example.org"), Vote("bo@example.org")], Request.Deadline.AddDays(30))));

    [Fact]
    public void A_vote_that_came_in_by_another_way_does_not_count()
    {
        Vote[] votes =
        [
            Vote("dana@example.org"),
            Vote("dana@example.org", VoteChoice.Reject),
            Vote("amal@example.org") with { Digest = "another" },
            Vote("bo@example.org") with { CastAt = Request.Deadline.AddTicks(1) },
        ];
        Assert.Equal((0, 2), Pending(Tally.Decide(Request, votes, Later)));
    }

    // Whatever is stored: once decided, no later vote changes the decision.
    [Fact]
    public void A_decision_is_final() =>
        Gen.Select(Gen.Int[0, 5], Gen.Bool).Array[0, 12].Sample(cast =>
        {
            Vote[] votes = [.. cast.Select(one => Vote($"voter{one.Item1}@example.org", one.Item2 ? VoteChoice.Approve : VoteChoice.Reject))];
            var decided = Enumerable.Range(0, votes.Length + 1)
                .Select(count => Tally.Decide(Request, votes[..count], Later)).OfType<TallyOutcome.Closed>()
                .Select(closed => MlopsJson.Write(closed.Decision)).Distinct();
            return decided.Count() <= 1;
        });

    [Fact]
    public void The_evidence_has_one_digest_and_each_part_of_it_matters()
    {
        // Made outside: Python's hashlib.sha256 over
        // {"dataset":"d1","evaluation":"d5","modelFile":"d3","pipeline":"d4","policyVersion":"builtin-1","split":"d2"}.
        Assert.Equal("e01232986c0a481902bd9659acc8b9e29833018197301e4e10e80e0c4f411ba0", EvidenceDigest.Of(Evidence));
        ApprovalEvidence[] others =
        [
            Evidence with { Dataset = "x" }, Evidence with { Split = "x" }, Evidence with { ModelFile = "x" }, Evidence with { Pipeline = "x" },
            Evidence with { Evaluation = "x" }, Evidence with { PolicyVersion = "x" }, Evidence with { ChampionVersion = 1 },
        ];
        Assert.Equal(8, others.Append(Evidence).Select(EvidenceDigest.Of).Distinct().Count());
    }

    [Fact]
    public void A_deadline_has_passed_when_both_clocks_say_so()
    {
        Assert.Equal(Opened, DeadlineClock.Confirmed(Later, Opened));
        Assert.Equal(Opened, DeadlineClock.Confirmed(Opened, Later));
        Assert.Equal(Later, DeadlineClock.Confirmed(Later, null));
    }

    private static (int, int) Pending(TallyOutcome outcome)
    {
        var pending = Assert.IsType<TallyOutcome.Pending>(outcome);
        return (pending.Approvals, pending.Quorum);
    }

    private static ApprovalDecision Closed(TallyOutcome outcome) => Assert.IsType<TallyOutcome.Closed>(outcome).Decision;
}
