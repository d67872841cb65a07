using System.Globalization;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Training.Search;

namespace ServerlessMlops.Pipeline.Tests.Training.Search;

public class TrialProposalsTests
{
    [Fact]
    public void The_budget_is_spent_to_the_last_trial_and_not_beyond()
    {
        var seen = new List<CandidateResult> { Result("lightgbm", null, 0.7), Result("linear", null, 0.72) };
        while (TrialProposals.Next(["lightgbm", "linear"], 1_000, seen, 10, 1) is { Count: > 0 } next)
        {
            seen.AddRange(next.Select(trial => Result(trial.Candidate, trial, 0.7)));
        }

        Assert.Equal(Enumerable.Range(1, 10), seen.Where(result => result.Trial is not null).Select(result => result.Trial!.Number));
        Assert.All(seen.Where(result => result.Trial is not null), result => Assert.Equal("lightgbm", result.Candidate));
    }

    [Fact]
    public void Candidates_are_searched_in_turn_and_settings_stay_in_their_ranges()
    {
        var seen = new List<CandidateResult>();
        for (var wave = 0; wave < 15; wave++)
        {
            seen.AddRange(TrialProposals.Next(["lightgbm", "random_forest", "gam"], 600, seen, 60, 3)
                .Select(trial => Result(trial.Candidate, trial, 0.5 + (0.1 * double.Parse(trial.Settings["min_data_in_leaf"], CultureInfo.InvariantCulture) / 60))));
        }

        Assert.Equal(30, seen.Count(result => result.Candidate == "random_forest"));
        foreach (var result in seen)
        {
            foreach (var dimension in SearchSpace.Of(result.Candidate, 600))
            {
                var text = result.Trial!.Settings[dimension.Name];
                Assert.InRange(double.Parse(text, CultureInfo.InvariantCulture), dimension.Low, dimension.High);
                Assert.True(!dimension.IsWhole || int.TryParse(text, out _), text);
            }
        }
    }

    [Fact]
    public void The_same_results_and_seed_propose_the_same_and_another_seed_does_not()
    {
        var seen = new List<CandidateResult> { Result("lightgbm", null, 0.7) };
        string Text(int seed) => MlopsJson.Write(TrialProposals.Next(["lightgbm"], 1_000, seen, 10, seed));
        Assert.Equal(Text(7), Text(7));
        Assert.NotEqual(Text(7), Text(8));
    }

    [Fact]
    public void Where_nothing_has_settings_nothing_is_proposed() =>
        Assert.Empty(TrialProposals.Next(["linear", "gam", "dummy"], 1_000, [], 10, 1));

    private static CandidateResult Result(string candidate, Trial? trial, double score) => new(
        candidate, new ArtifactRef("0", 1, "x"), "auc", score, 0, trial?.Settings ?? new Dictionary<string, string> { ["num_leaves"] = "31" })
    { Trial = trial };
}
