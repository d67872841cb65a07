using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Evaluation;
using ServerlessMlops.Pipeline.Training;
using ServerlessMlops.Pipeline.Training.Mitigating;

namespace ServerlessMlops.Pipeline.Tests.Training.Mitigating;

public class MitigatedChoiceTests
{
    [Fact]
    public void The_plan_names_each_learner_by_each_method_and_leaves_the_baseline_plain()
    {
        var train = new TrainSpec { Candidates = ["linear", "dummy"], Mitigation = Wanted };
        Assert.Equal(
            ["linear", "dummy", "linear, reweighed by Sex", "linear, constrained by Sex 0.25", "linear, constrained by Sex 0.5", "linear, constrained by Sex 0.75"],
            MitigationPlan.Candidates(train));
        Assert.Equal(
            new Mitigated("linear", MitigationMethod.Constraint, "Sex", "equalized_odds_difference", 0.5),
            MitigationPlan.Find(train, "linear, constrained by Sex 0.5"));
        Assert.Null(MitigationPlan.Find(train, "linear"));
    }

    [Fact]
    public void Without_mitigation_the_candidates_are_the_plain_ones() =>
        Assert.Equal(["lightgbm", "linear", "gam"], MitigationPlan.Candidates(new TrainSpec()));

    [Fact]
    public void The_best_within_the_maximum_is_chosen_before_a_better_one_beyond_it() =>
        Assert.Equal("within", CandidateSelection.Best([Of("beyond", 0.9, 0.3), Of("worse", 0.7, 0.01), Of("within", 0.8, 0.1)])!.Candidate);

    [Fact]
    public void Where_none_is_within_the_least_disparity_is_chosen() =>
        Assert.Equal("least", CandidateSelection.Best([Of("best", 0.9, 0.3), Of("least", 0.7, 0.2), Of("open", 0.95, null)])!.Candidate);

    [Fact]
    public void A_disparity_that_was_not_measured_is_not_within_and_comes_last() =>
        Assert.Equal(["beyond", "open"], CandidateSelection.Ranked([Of("open", 0.95, null), Of("beyond", 0.6, 0.9)]).Select(one => one.Candidate));

    [Fact]
    public void Where_no_disparity_was_measured_the_metric_decides() =>
        Assert.Equal("better", CandidateSelection.Best([Of("worse", 0.7, null), Of("better", 0.8, null)])!.Candidate);

    [Fact]
    public void A_candidate_without_a_score_never_wins_by_its_disparity() =>
        Assert.Equal("scored", CandidateSelection.Best([Of("unscored", null, 0), Of("scored", 0.6, 0.9)])!.Candidate);

    [Fact]
    public void The_front_holds_those_that_no_other_beats_in_both()
    {
        CandidateResult[] candidates =
            [Of("best", 0.9, 0.3), Of("dominated", 0.8, 0.3), Of("middle", 0.85, 0.1), Of("least", 0.7, 0.05), Of("open", 0.99, null), Of("unscored", null, 0)];
        var frontier = Frontiers.Of(candidates, candidates[2])!;

        Assert.Equal(("Sex", "equalized_odds_difference", "auc", true, 0.1), (frontier.Attribute, frontier.Measure, frontier.Metric, frontier.MetricHigherIsBetter, frontier.Maximum));
        Assert.Equal(["middle", "least", "best", "dominated", "open", "unscored"], frontier.Points.Select(point => point.Name));
        Assert.Equal(["middle", "least", "best"], frontier.Points.Where(point => point.OnFront).Select(point => point.Name));
        Assert.Equal("middle", Assert.Single(frontier.Points, point => point.Chosen).Name);
    }

    [Fact]
    public void The_front_of_an_error_prefers_the_smaller()
    {
        CandidateResult[] candidates = [Of("small", 0.2, 0.3) with { Metric = "log_loss" }, Of("large", 0.5, 0.3) with { Metric = "log_loss" }];
        Assert.Equal(["small"], Frontiers.Of(candidates, candidates[0])!.Points.Where(point => point.OnFront).Select(point => point.Name));
    }

    [Fact]
    public void Candidates_without_a_disparity_have_no_frontier()
    {
        CandidateResult[] candidates = [Of("plain", 0.8, 0.1) with { Disparity = null }];
        Assert.Null(Frontiers.Of(candidates, candidates[0]));
    }

    [Fact]
    public void The_sentence_says_what_goes_on_what_it_costs_and_how_many_are_within()
    {
        CandidateResult[] candidates = [Of("best", 0.9, 0.3), Of("middle", 0.85, 0.1)];
        Assert.Equal(
            "Equalized odds difference by Sex, on validation: middle goes on with 0.100 (95 % interval 0.090 to 0.110, n = 40 in the smallest group), "
            + "within the maximum of 0.1, and auc 0.850. The best auc of any is 0.900, of best with a disparity of 0.300. "
            + "1 of 2 candidates is within the maximum.",
            FrontierText.Of(Frontiers.Of(candidates, candidates[1])!).Replace('\u00a0', ' '));
        Assert.Contains(
            "No candidate is within it: the one of the least disparity goes on, and the gates decide.",
            FrontierText.Of(Frontiers.Of([candidates[0]], candidates[0])!), StringComparison.Ordinal);
    }

    private static MitigationSpec Wanted => new() { Attribute = "Sex", Measure = "equalized_odds_difference", Maximum = 0.1 };

    private static CandidateResult Of(string name, double? score, double? disparity) =>
        new(name, new ArtifactRef(name, 1, "text/plain"), "auc", score, 0, new Dictionary<string, string>())
        {
            Disparity = new(
                "Sex",
                disparity is { } value
                    ? new Measure("equalized_odds_difference", value, value - 0.01, value + 0.01, 40, false)
                    : Measure.Missing("equalized_odds_difference", 5, false, "too few rows"),
                0.1),
        };
}
