using ServerlessMlops.Pipeline.Approval;
using ServerlessMlops.Pipeline.Contracts;
using static ServerlessMlops.Pipeline.Tests.Approval.Asked;

namespace ServerlessMlops.Pipeline.Tests.Approval;

public class VoteAdmissionTests
{
    private static readonly DateTimeOffset Later = Opened.AddHours(2);

    [Fact]
    public void A_ballot_on_what_is_asked_becomes_a_vote()
    {
        var admitted = Assert.IsType<Admission.Admitted>(Decide(Ballot("amal@example.org", reason: "  Fine.  ")));
        Assert.Equal(new Vote(Request.RequestId, "amal@example.org", VoteChoice.Approve, "Fine.", Request.Digest, Later), admitted.Vote);
        Assert.Equal(201, admitted.Status);
    }

    [Fact]
    public void There_must_be_a_question() =>
        Assert.Equal(404, VoteAdmission.Decide(null, [], Ballot("amal@example.org"), Later).Status);

    [Theory]
    [InlineData("dana@example.org")]
    [InlineData("Dana@Example.org")]
    [InlineData(" dana@example.org ")]
    public void The_submitter_does_not_vote_under_any_spelling(string voter) =>
        Assert.Equal((typeof(Admission.SubmitterMayNotVote), 403), Of(Decide(Ballot(voter))));

    [Fact]
    public void A_role_is_needed_and_is_asked_for_before_anything_is_told()
    {
        var stranger = new Ballot("eve@example.org", ["DataScientist", "approver"], VoteChoice.Approve, "", "wrong");
        Assert.Equal((typeof(Admission.RoleMissing), 403), Of(VoteAdmission.Decide(Request, [Vote("bo@example.org", VoteChoice.Reject)], stranger, Later)));
    }

    [Fact]
    public void The_same_person_votes_once()
    {
        var earlier = Vote("amal@example.org");
        var again = VoteAdmission.Decide(Request, [earlier], Ballot("AMAL@example.org", VoteChoice.Reject), Later);
        Assert.Equal(new Admission.AlreadyVoted(earlier), again);
        Assert.Equal(409, again.Status);
    }

    [Fact]
    public void Who_comes_after_the_decision_is_told_who_decided()
    {
        var reject = Vote("bo@example.org", VoteChoice.Reject);
        var late = VoteAdmission.Decide(Request, [reject], Ballot("amal@example.org"), Later);
        Assert.Equal(new Admission.Decided(new ApprovalDecision.Rejected(reject)), late);
        Assert.Equal(409, late.Status);
    }

    [Fact]
    public void A_decision_stands_past_the_deadline_too() =>
        Assert.IsType<Admission.Decided>(VoteAdmission.Decide(
            Request with { State = ApprovalState.Approved }, [Vote("amal@example.org"), Vote("bo@example.org")], Ballot("cy@example.org"), Request.Deadline.AddDays(9)));

    [Fact]
    public void A_ballot_counts_until_the_deadline_and_not_after()
    {
        Assert.IsType<Admission.Admitted>(VoteAdmission.Decide(Request, [], Ballot("amal@example.org"), Request.Deadline));
        Assert.Equal(
            (typeof(Admission.Late), 410), Of(VoteAdmission.Decide(Request, [], Ballot("amal@example.org"), Request.Deadline.AddTicks(1))));
    }

    [Fact]
    public void A_closed_request_stays_closed_whatever_the_clock_says() =>
        Assert.Equal(410, VoteAdmission.Decide(Request with { State = ApprovalState.Expired }, [], Ballot("amal@example.org"), Later).Status);

    [Fact]
    public void A_vote_on_other_evidence_is_refused()
    {
        var other = EvidenceDigest.Of(Evidence with { ChampionVersion = 3 });
        Assert.Equal((typeof(Admission.DigestChanged), 409), Of(Decide(Ballot("amal@example.org") with { Digest = other })));
    }

    [Theory]
    [InlineData(VoteChoice.Approve, "")]
    [InlineData(VoteChoice.Approve, " \t\n")]
    [InlineData(VoteChoice.Reject, "")]
    public void Both_ways_need_a_reason(VoteChoice choice, string reason) =>
        Assert.Equal((typeof(Admission.ReasonRequired), 422), Of(Decide(Ballot("amal@example.org", choice, reason))));

    [Fact]
    public void A_reason_is_no_essay() =>
        Assert.Equal(422, Decide(Ballot("amal@example.org", reason: new string('x', VoteAdmission.MaxReasonLength + 1))).Status);

    [Fact]
    public void A_missing_reason_does_not_hide_that_the_evidence_changed() =>
        Assert.IsType<Admission.DigestChanged>(Decide(Ballot("amal@example.org", reason: "") with { Digest = "x" }));

    private static Admission Decide(Ballot ballot) => VoteAdmission.Decide(Request, [], ballot, Later);

    private static (Type, int) Of(Admission admission) => (admission.GetType(), admission.Status);
}
