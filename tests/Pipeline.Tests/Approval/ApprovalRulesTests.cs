using ServerlessMlops.Pipeline.Approval;
using ServerlessMlops.Pipeline.Contracts;
using static ServerlessMlops.Pipeline.Tests.Approval.Asked;

namespace ServerlessMlops.Pipeline.Tests.Approval;

public sealed class ApprovalRulesTests
{
    private const string Amal = "amal@example.org", Bo = "bo@example.org", Cy = "cy@example.org", Dana = "dana@example.org", Vera = "vera@example.org";

    private static readonly DateTimeOffset Later = Opened.AddHours(2);

    /// <summary>A validator who is named, then two of the role.</summary>
    private static readonly ApprovalRequest Stepped = Request with
    {
        Rules = new()
        {
            Steps = [new() { Name = "validation", People = [Vera] }, new() { Name = "final", Roles = ["Approver"], Quorum = 2 }],
            Excluded = [Dana],
        },
        Deadline = Opened.AddDays(90),
    };

    [Fact]
    public void Specialists_come_before_the_final_word()
    {
        var early = Assert.IsType<Admission.NotYet>(Cast(Stepped, [], Amal, Later));
        Assert.Equal(("final", "validation", 409), (early.Own, early.First, early.Status));

        var first = Admitted(Stepped, [], Vera, Later);
        Assert.Equal("validation", first.Step);
        var second = Admitted(Stepped, [first], Amal, Later);
        var third = Admitted(Stepped, [first, second], Bo, Later);
        Assert.Equal(["final", "final"], new[] { second.Step, third.Step });
        Assert.IsType<TallyOutcome.Pending>(Tally.Decide(Stepped, [first, second], Later));
        Assert.IsType<ApprovalDecision.Approved>(Assert.IsType<TallyOutcome.Closed>(Tally.Decide(Stepped, [first, second, third], Later)).Decision);
    }

    [Fact]
    public void Nobody_speaks_twice_not_even_in_another_step()
    {
        var request = Stepped with { Rules = Stepped.Rules! with { Steps = [new() { Name = "one", Roles = ["Approver"] }, new() { Name = "two", Roles = ["Approver"] }] } };
        var first = Admitted(request, [], Amal, Later);
        Assert.IsType<Admission.AlreadyVoted>(Cast(request, [first], Amal, Later));
        Assert.IsType<TallyOutcome.Pending>(Tally.Decide(request, [first, first with { Step = "two" }], Later));
    }

    [Fact]
    public void People_who_are_not_named_do_not_vote_where_people_are_named()
    {
        var named = Stepped with { Rules = Stepped.Rules! with { Steps = [new() { Name = "board", People = [Vera, Bo], Quorum = 2 }] } };
        Assert.Equal(403, Cast(named, [], Amal, Later).Status);
        Assert.IsType<Admission.NotNamed>(Cast(named, [], Amal, Later));
        Admitted(named, [], Bo, Later);
    }

    [Fact]
    public void A_delegate_votes_in_the_place_of_a_named_person_between_two_days_and_only_once_for_both()
    {
        var delegated = Stepped with
        {
            Rules = Stepped.Rules! with
            {
                Steps = [new() { Name = "board", People = [Vera, Bo], Quorum = 2 }],
                Delegations = [new(Vera, Cy, Opened.AddDays(1), Opened.AddDays(5))],
            },
        };
        Assert.IsType<Admission.NotNamed>(Cast(delegated, [], Cy, Later));
        Assert.IsType<Admission.NotNamed>(Cast(delegated, [], Cy, Opened.AddDays(5)));
        var vote = Admitted(delegated, [], Cy, Opened.AddDays(2));
        Assert.Equal((Cy, Vera), (vote.Voter, vote.OnBehalfOf));
        Assert.IsType<Admission.AlreadyVoted>(Cast(delegated, [vote], Vera, Opened.AddDays(2)));
        var bo = Admitted(delegated, [vote], Bo, Opened.AddDays(2));
        Assert.IsType<TallyOutcome.Closed>(Tally.Decide(delegated, [vote, bo], Opened.AddDays(2)));

        // A row that came in by another way: Vera after her own delegate is no second voice.
        Assert.IsType<TallyOutcome.Pending>(Tally.Decide(delegated, [vote, vote with { Voter = Vera, OnBehalfOf = null }], Opened.AddDays(2)));
    }

    [Fact]
    public void Four_eyes_hold_through_delegation()
    {
        ApprovalRules rules = new()
        {
            Steps = [new() { Name = "board", People = [Dana, Vera, Bo], Quorum = 2 }],
            Excluded = [Dana],
            Delegations = [new(Dana, Cy, Opened, Opened.AddDays(9)), new(Vera, Dana, Opened, Opened.AddDays(9))],
        };
        var request = Stepped with { Rules = rules };
        Assert.Equal(403, Cast(request, [], Cy, Later).Status); // in the submitter's place
        Assert.Equal(403, Cast(request, [], Dana, Later).Status); // the submitter, in another's place
    }

    [Fact]
    public void After_a_while_without_a_decision_others_may_vote_as_well()
    {
        var request = Stepped with { Rules = Stepped.Rules! with { Escalation = new() { AfterHours = 72, People = [Cy] } } };
        Assert.IsType<Admission.NotYet>(Cast(request, [], Cy, Opened.AddHours(71)));
        Assert.Equal("validation", Admitted(request, [], Cy, Opened.AddHours(72)).Step);
    }

    [Fact]
    public void A_question_holds_the_clock_and_its_answer_is_kept()
    {
        var request = Request with { Rules = Stepped.Rules };
        var asked = Kept(Questions.Ask(request, Amal, ["Approver"], " Why only 2019? ", Opened.AddHours(20)));
        Assert.Equal((1, "Why only 2019?"), (asked.Questions![0].Id, asked.Questions[0].Text));
        Assert.Equal(Request.Deadline.AddHours(10), Deadlines.Of(asked, Opened.AddHours(30)));
        Assert.IsType<TallyOutcome.Pending>(Tally.Decide(asked, [], Opened.AddHours(30)));

        var answered = Kept(Questions.Answer(asked, 1, Dana, null, "Older data lack income.", Opened.AddHours(32)));
        Assert.Equal(Request.Deadline.AddHours(12), Deadlines.Of(answered, Opened.AddDays(40)));
        Assert.Equal(Request.Deadline.AddDays(7), Deadlines.Of(asked, Opened.AddDays(40)));
        Assert.Equal((409, 403, 404, 422), (
            Refused(Questions.Answer(answered, 1, Dana, null, "Again.", Opened.AddHours(33))),
            Refused(Questions.Answer(asked, 1, Amal, null, "Mine.", Opened.AddHours(33))),
            Refused(Questions.Answer(asked, 2, Dana, null, "?", Opened.AddHours(33))),
            Refused(Questions.Answer(asked, 1, Dana, null, " ", Opened.AddHours(33)))));
        Assert.Equal(403, Refused(Questions.Ask(request, Dana, ["DataScientist"], "May I?", Later)));
    }

    [Fact]
    public void Conditions_come_with_approvals_and_have_an_end()
    {
        ReleaseCondition condition = new("FPR gap below 0.05 after 5,000 labels", 30);
        var vote = Assert.IsType<Admission.Admitted>(VoteAdmission.Decide(Request, [], Ballot(Amal) with { Conditions = [condition] }, Later)).Vote;
        Assert.Equal([condition], vote.Conditions!);
        Assert.Equal(422, VoteAdmission.Decide(Request, [], Ballot(Amal, VoteChoice.Reject) with { Conditions = [condition] }, Later).Status);
        Assert.Equal(422, VoteAdmission.Decide(Request, [], Ballot(Amal) with { Conditions = [condition with { DueDays = double.NaN }] }, Later).Status);
        Assert.Equal(422, VoteAdmission.Decide(Request, [], Ballot(Amal) with { Conditions = [condition with { Text = " " }] }, Later).Status);
    }

    [Fact]
    public void A_condition_is_reminded_of_a_week_and_a_day_before_and_lapses_at_its_end()
    {
        HeldCondition condition = new("c", "credit-risk", 2, "r", "r", "gap", Amal, Opened, Opened.AddDays(30));
        Assert.Equal(Opened.AddDays(23), ConditionClock.NextLook([condition], Opened));
        Assert.Equal(Opened.AddDays(29), ConditionClock.NextLook([condition], Opened.AddDays(23)));
        Assert.Equal(Opened.AddDays(30), ConditionClock.NextLook([condition], Opened.AddDays(29)));
        Assert.Equal([7, 1], ConditionClock.Due(condition, Opened.AddDays(29)));
        Assert.False(ConditionClock.HasLapsed(condition, Opened.AddDays(30).AddTicks(-1)));
        Assert.True(ConditionClock.HasLapsed(condition, Opened.AddDays(30)));
        Assert.Null(ConditionClock.NextLook([condition with { MetAt = Opened }], Opened));
        Assert.NotNull(ConditionClock.MayNotMeet(condition, Dana, Dana, Opened));
        Assert.NotNull(ConditionClock.MayNotMeet(condition, Amal, Dana, Opened.AddDays(30)));
        Assert.Null(ConditionClock.MayNotMeet(condition, Amal, Dana, Opened.AddDays(29)));
    }

    [Fact]
    public void Steps_that_ask_fewer_people_than_a_policy_ask_the_rest_in_the_last()
    {
        var rules = RequestRules.Of(new() { Quorum = 3, Steps = [new() { Name = "one", People = [Vera] }, new() { Name = "two", Roles = ["Approver"] }] }, [Dana], null);
        Assert.Equal([1, 2], rules.Steps.Select(step => step.Quorum));
    }

    [Fact]
    public void The_next_look_is_a_reminder_an_escalation_or_the_deadline_within_six_hours()
    {
        var request = Stepped with { Rules = Stepped.Rules! with { ReminderHours = 24, Escalation = new() { AfterHours = 3, People = [Cy] } } };
        Assert.Equal(Opened.AddHours(3), NextLook.After(request, Opened));
        Assert.Equal(Opened.AddHours(9), NextLook.After(request, Opened.AddHours(3)));
        Assert.Equal(Opened.AddHours(24), NextLook.After(request, Opened.AddHours(20)));
        Assert.Equal((0, 1, 3), (NextLook.Reminders(request, Opened.AddHours(23)), NextLook.Reminders(request, Opened.AddHours(24)), NextLook.Reminders(request, Opened.AddHours(73))));
        Assert.Equal(request.Deadline, NextLook.After(request, request.Deadline.AddHours(-1)));
    }

    private static Admission Cast(ApprovalRequest request, IReadOnlyList<Vote> votes, string voter, DateTimeOffset at) =>
        VoteAdmission.Decide(request, votes, Ballot(voter), at);

    private static Vote Admitted(ApprovalRequest request, IReadOnlyList<Vote> votes, string voter, DateTimeOffset at) =>
        Assert.IsType<Admission.Admitted>(Cast(request, votes, voter, at)).Vote;

    private static ApprovalRequest Kept(QuestionOutcome outcome) => Assert.IsType<QuestionOutcome.Kept>(outcome).Request;

    private static int Refused(QuestionOutcome outcome) => Assert.IsType<QuestionOutcome.Refused>(outcome).Status;
}
