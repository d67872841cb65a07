using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Policy;

namespace ServerlessMlops.Pipeline.Tests.Policy;

public sealed class WaiverRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly GateResult Failed = new("brier ≤ 0.18", GateOutcome.Fail, 0.2, null, 0.18, "") { Severity = GateSeverity.Waiver };

    private static readonly Waiver Allowed = new("w1", "credit-risk", "brier ≤ 0.18", "Season", "dana@example.org", Now.AddDays(-1), Now.AddDays(10))
    {
        ApprovedBy = "rena@example.org",
        ApprovedAt = Now,
    };

    [Fact]
    public void A_gate_that_may_be_waived_stops_nothing_while_its_waiver_holds()
    {
        var result = Assert.Single(WaiverRules.Apply([Failed], [Allowed], Now));
        Assert.False(result.Stops);
        Assert.Equal((GateOutcome.Fail, "w1", "rena@example.org"), (result.Outcome, result.Waiver!.Id, result.Waiver.ApprovedBy));
        Assert.IsType<GateVerdict.Pass>(GateVerdict.Of([result]));
    }

    [Fact]
    public void Nothing_else_is_waived()
    {
        Assert.True(Stops(Failed, Allowed with { ApprovedBy = null }));
        Assert.True(Stops(Failed, Allowed with { RevokedBy = "olga@example.org" }));
        Assert.True(Stops(Failed, Allowed with { ExpiresAt = Now }));
        Assert.True(Stops(Failed, Allowed with { Rule = "brier ≤ 0.19" }));
        Assert.True(Stops(Failed, Allowed with { ApprovedBy = "Dana@example.org" }));
        Assert.True(Stops(Failed with { Severity = null }, Allowed));
        Assert.True(Stops(Failed with { Severity = GateSeverity.Block }, Allowed));
    }

    [Fact]
    public void Who_asks_does_not_allow()
    {
        var asked = Allowed with { ApprovedBy = null, ApprovedAt = null };
        Assert.Null(WaiverRules.MayNotAllow(asked, "rena@example.org", Now));
        Assert.NotNull(WaiverRules.MayNotAllow(asked, "DANA@example.org", Now));
        Assert.NotNull(WaiverRules.MayNotAllow(asked, "rena@example.org", Now.AddDays(11)));
        Assert.NotNull(WaiverRules.MayNotAllow(Allowed, "rena@example.org", Now));
    }

    [Fact]
    public void A_waiver_ends_by_itself_within_ninety_days()
    {
        Assert.Null(WaiverRules.Fault("brier ≤ 0.18", "Season", Now.AddDays(90), Now));
        Assert.NotNull(WaiverRules.Fault("brier ≤ 0.18", "Season", Now.AddDays(91), Now));
        Assert.NotNull(WaiverRules.Fault("brier ≤ 0.18", "Season", Now, Now));
        Assert.NotNull(WaiverRules.Fault(" ", "Season", Now.AddDays(1), Now));
        Assert.NotNull(WaiverRules.Fault("brier ≤ 0.18", " ", Now.AddDays(1), Now));
    }

    private static bool Stops(GateResult result, Waiver waiver) => WaiverRules.Apply([result], [waiver], Now).Single().Stops;
}
