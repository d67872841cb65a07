using Azure.Data.Tables;
using Microsoft.Extensions.Time.Testing;
using ServerlessMlops.Pipeline.Approval;
using ServerlessMlops.Pipeline.Contracts;
using static ServerlessMlops.Storage.Tests.Emulator;

namespace ServerlessMlops.Storage.Tests;

public sealed class ApprovalsTests(Emulator emulator)
{
    private readonly FakeTimeProvider _time = new(Noon.AddHours(1));

    private Approvals Desk => new(emulator.Clients, _time);

    [Fact]
    public async Task Opening_again_answers_with_what_was_opened_first()
    {
        var asked = await Desk.OpenAsync(NewApproval());
        Assert.Equal(asked.Deadline, (await Desk.OpenAsync(asked with { Deadline = asked.Deadline.AddDays(9) })).Deadline);
        Assert.Contains(await Desk.ListAsync(), request => request.RequestId == asked.RequestId);
    }

    [Fact]
    public async Task A_vote_is_stored_with_its_reason_and_in_order()
    {
        var asked = await Desk.OpenAsync(NewApproval(quorum: 3));
        await Desk.VoteAsync(asked.RequestId, Ballot(asked, "zoe@example.org"));
        await Desk.VoteAsync(asked.RequestId, Ballot(asked, "amal@example.org"));
        Assert.Equal(["zoe@example.org", "amal@example.org"], (await Desk.VotesAsync(asked.RequestId)).Select(vote => vote.Voter));
    }

    [Fact]
    public async Task Of_ten_votes_of_one_person_at_once_one_is_stored()
    {
        var asked = await Desk.OpenAsync(NewApproval());
        var admissions = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Desk.VoteAsync(asked.RequestId, Ballot(asked, i % 2 == 0 ? "amal@example.org" : "Amal@Example.org"))));
        Assert.Single(admissions, admission => admission is Admission.Admitted);
        Assert.All(admissions, admission => Assert.True(admission is Admission.Admitted or Admission.AlreadyVoted));
        Assert.Single(await Desk.VotesAsync(asked.RequestId));
    }

    [Fact]
    public async Task Of_eight_approvers_at_once_the_quorum_is_stored_and_the_others_are_told()
    {
        var asked = await Desk.OpenAsync(NewApproval(quorum: 3));
        var admissions = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Desk.VoteAsync(asked.RequestId, Ballot(asked, $"voter{i}@example.org"))));
        Assert.Equal(3, admissions.Count(admission => admission is Admission.Admitted));
        Assert.Equal(5, admissions.Count(admission => admission is Admission.Decided { Decision: ApprovalDecision.Approved }));
        Assert.Equal(3, (await Desk.VotesAsync(asked.RequestId)).Count);
    }

    [Fact]
    public async Task Of_approve_and_reject_at_once_the_first_stored_wins_and_the_other_is_told_who_won()
    {
        for (var round = 0; round < 5; round++)
        {
            var asked = await Desk.OpenAsync(NewApproval(quorum: 1));
            var admissions = await Task.WhenAll(
                Desk.VoteAsync(asked.RequestId, Ballot(asked, "amal@example.org")),
                Desk.VoteAsync(asked.RequestId, Ballot(asked, "bo@example.org", VoteChoice.Reject)));
            var stored = Assert.Single(await Desk.VotesAsync(asked.RequestId));
            var loser = Assert.IsType<Admission.Decided>(Assert.Single(admissions, admission => admission is not Admission.Admitted));
            Assert.Equal(stored.Choice == VoteChoice.Reject, loser.Decision is ApprovalDecision.Rejected);
            Assert.Equal(loser.Decision.GetType(), Decision(await Desk.DecideAsync(asked.RequestId)).GetType());
        }
    }

    [Fact]
    public async Task A_decision_closes_the_request_and_stays_what_it_is()
    {
        var asked = await Desk.OpenAsync(NewApproval());
        var pending = Assert.IsType<TallyOutcome.Pending>(await Desk.DecideAsync(asked.RequestId));
        Assert.Equal((0, 2), (pending.Approvals, pending.Quorum));
        await Desk.VoteAsync(asked.RequestId, Ballot(asked, "amal@example.org"));
        await Desk.VoteAsync(asked.RequestId, Ballot(asked, "bo@example.org"));
        Assert.IsType<ApprovalDecision.Approved>(Decision(await Desk.DecideAsync(asked.RequestId)));
        _time.Advance(TimeSpan.FromDays(365));
        Assert.IsType<ApprovalDecision.Approved>(Decision(await Desk.DecideAsync(asked.RequestId)));
        var closed = (await Desk.GetAsync(asked.RequestId))!;
        Assert.Equal((ApprovalState.Approved, Noon.AddHours(1)), (closed.State, closed.ClosedAt));
        Assert.DoesNotContain(await Desk.ListAsync(), request => request.RequestId == asked.RequestId);
        Assert.Contains(await Desk.ListAsync(ApprovalState.Approved), request => request.RequestId == asked.RequestId);
    }

    [Fact]
    public async Task Votes_and_the_expiry_at_once_agree_on_one_end()
    {
        var asked = await Desk.OpenAsync(NewApproval(quorum: 1));
        var late = new Approvals(emulator.Clients, new FakeTimeProvider(asked.Deadline.AddSeconds(1)));
        var vote = Desk.VoteAsync(asked.RequestId, Ballot(asked, "amal@example.org"));
        var expiry = late.DecideAsync(asked.RequestId);
        await Task.WhenAll(vote, expiry);
        var isStored = await vote is Admission.Admitted;
        Assert.Equal(isStored ? typeof(ApprovalDecision.Approved) : typeof(ApprovalDecision.Expired), Decision(await expiry).GetType());
        Assert.Equal(isStored ? 1 : 0, (await Desk.VotesAsync(asked.RequestId)).Count);
    }

    [Fact]
    public async Task After_the_deadline_a_vote_is_late()
    {
        var asked = await Desk.OpenAsync(NewApproval());
        _time.SetUtcNow(asked.Deadline.AddSeconds(1));
        Assert.Equal(410, (await Desk.VoteAsync(asked.RequestId, Ballot(asked, "amal@example.org"))).Status);
        Assert.Equal(new ApprovalDecision.Expired(0, 2), Decision(await Desk.DecideAsync(asked.RequestId)));
        Assert.Equal(410, (await Desk.VoteAsync(asked.RequestId, Ballot(asked, "amal@example.org"))).Status);
    }

    [Theory]
    [InlineData("nobody-asked")]
    [InlineData("../x")]
    [InlineData("open.requests")]
    public async Task A_vote_on_nothing_finds_nothing(string id)
    {
        Assert.IsType<Admission.NotFound>(await Desk.VoteAsync(id, new Ballot("amal@example.org", ["Approver"], VoteChoice.Approve, "Seen.", "x")));
        await Assert.ThrowsAsync<ApprovalNotFoundException>(() => Desk.DecideAsync(id));
    }

    [Fact]
    public async Task Cut_off_while_opening_nothing_is_asked_until_it_is_opened_again()
    {
        var asked = NewApproval();
        await emulator.Clients.Table(StorageNames.ApprovalsTable).AddEntityAsync(new TableEntity("open.requests", asked.RequestId));
        Assert.DoesNotContain(await Desk.ListAsync(), request => request.RequestId == asked.RequestId);
        await Desk.OpenAsync(asked);
        Assert.Contains(await Desk.ListAsync(), request => request.RequestId == asked.RequestId);
    }

    private static ApprovalDecision Decision(TallyOutcome outcome) => Assert.IsType<TallyOutcome.Closed>(outcome).Decision;
}
