using ServerlessMlops.Learning.Explaining;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Learning.Tests.Explaining;

public sealed class ReasonCodeTests
{
    private static readonly ModelFile Credit = Samples.Trained("credit", Trainer.Linear).File;

    private static readonly Contribution[] Contributions =
    [
        new("Time", "48", 0.618), new("Records", "yes", 0.5), new("Seniority", "12", -0.44), new("Income", null, 0.31), new("Home", "owner", -0.2),
        new("Amount", "1000", 0.11), new("Debt", "0", 0.004), new("Price", "900", 0),
    ];

    [Fact]
    public void Who_is_declined_reads_what_spoke_against() => Assert.Equal(
        [
            "Time of 48 raised the score for bad (log-odds +0.62).",
            "Records: yes raised the score for bad (log-odds +0.50).",
            "Income, which was not given, raised the score for bad (log-odds +0.31).",
            "Amount of 1000 raised the score for bad (log-odds +0.11).",
        ],
        ReasonCodes.Of(Credit, new(0.8, "bad", null, Contributions, 0)).Select(reason => reason.Text));

    [Fact]
    public void Who_is_not_reads_what_spoke_for() => Assert.Equal(
        ["Seniority of 12 lowered the score for bad (log-odds −0.44).", "Home: owner lowered the score for bad (log-odds −0.20)."],
        ReasonCodes.Of(Credit, new(0.2, "good", null, Contributions, 0)).Select(reason => reason.Text));

    [Fact]
    public void A_number_has_reasons_either_way_and_many_classes_those_of_the_label()
    {
        var concrete = Samples.Trained("concrete", Trainer.Linear).File;
        Assert.Equal(
            ["water of 203 lowered compressive_strength (−3.21).", "age of 28 raised compressive_strength (+1.50)."],
            ReasonCodes.Of(concrete, new(40, null, null, [new("age", "28", 1.5), new("water", "203", -3.21), new("cement", "1", 0)], 0)).Select(reason => reason.Text));
        var penguins = Samples.Trained("penguins", Trainer.Linear).File;
        var reason = Assert.Single(ReasonCodes.Of(penguins, new(0.9, "Adelie", null, [new("island", "Dream", -1), new("bill_length_mm", "36", 2)], 0)));
        Assert.Equal(("bill_length_mm of 36 raised the score for Adelie (+2.00 before it is made a probability).", ReasonDirection.Raised), (reason.Text, reason.Direction));
    }

    [Fact]
    public void Every_prediction_has_its_reasons_in_the_order_of_their_weight()
    {
        var input = Samples.Credit(Trainer.LightGbm);
        using var scorer = Scorer.Load(Samples.Trained("credit", Trainer.LightGbm).ToBytes());
        for (var row = 0; row < 200; row++)
        {
            var one = ScorerTests.Predicted(scorer, ScorerTests.Json(input, row));
            var reasons = ReasonCodes.Of(scorer.Model, one);
            Assert.InRange(reasons.Count, 1, ReasonCodes.Most);
            Assert.All(reasons, reason => Assert.Equal(one.Label == "bad", reason.Weight > 0));
            Assert.Equal(reasons.OrderByDescending(reason => Math.Abs(reason.Weight)), reasons);
        }
    }
}
