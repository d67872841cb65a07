using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Evaluation;
using ServerlessMlops.Statistics.Intervals;
using static System.FormattableString;

namespace ServerlessMlops.Pipeline.Tests.Campaign;

/// <summary>
/// How often 95 % intervals hold the truth, and how often a measure whose truth is the limit passes a gate, over samples drawn from populations
/// whose truth is known. What is seen stands in docs/decisions/0502.
/// </summary>
public sealed class CoverageTests(ITestOutputHelper output)
{
    private const int Resamples = 400;

    /// <summary>Of which coverage is asked for; pairs of groups that are nearly alike are covered more often than stated, never less.</summary>
    private static readonly string[] Covered =
    [
        "auc", "pr_auc", "log_loss", "brier", "accuracy", "balanced_accuracy", "precision", "recall", "specificity", "f1", "mcc", "lift", "gain",
        "rmse", "mae", "median_absolute_error", "r2", "mean_error", "macro_f1", "macro_auc", "kappa",
    ];

    private readonly int _trials = CampaignSize.Of(40, 2_000);

    [Fact]
    public void Two_classes() => Campaign(ModelTask.Binary, 600);

    [Fact]
    public void Many_classes() => Campaign(ModelTask.Multiclass, 400);

    [Fact]
    public void A_number() => Campaign(ModelTask.Regression, 400);

    private void Campaign(ModelTask task, int rows)
    {
        var truth = Truth(task);
        var seen = truth.Keys.ToDictionary(name => name, _ => new int[4]);
        var gate = new object();
        var seed = CampaignSize.Seed();
        Parallel.For(0, _trials, trial =>
        {
            var measured = Evaluator.Measure(Populations.Draw(task, rows, seed, trial), trial, Resamples);
            foreach (var measure in measured.Metrics.Concat(measured.Disparities[0].Disparities))
            {
                if (truth.TryGetValue(measure.Name, out var value) && measure is { Lower: { } lower, Upper: { } upper })
                {
                    var near = measure.Bounds![1];
                    lock (gate)
                    {
                        seen[measure.Name][0]++;
                        seen[measure.Name][1] += lower <= value && value <= upper ? 1 : 0;
                        seen[measure.Name][2] += (measure.HigherIsBetter ? lower >= value : upper <= value) ? 1 : 0;
                        seen[measure.Name][3] += (measure.HigherIsBetter ? near.Lower >= value : near.Upper <= value) ? 1 : 0;
                    }
                }
            }
        });

        // What 2,000 trials miss by chance once in a thousand: a handful are enough to see that nothing is broken.
        double Chance(double rate) => 3.1 * Math.Sqrt(rate * (1 - rate) / _trials);
        foreach (var (name, count) in seen)
        {
            double tried = count[0], covered = count[1] / tried, passed = count[2] / tried, passedAt90 = count[3] / tried;
            output.WriteLine(Invariant(
                $"{name}: {covered:0.000} covered, {passed:0.000} and {passedAt90:0.000} passed at the limit, truth {truth[name]:0.####}"));
            Assert.True(tried >= 0.95 * _trials, Invariant($"{name}: {tried} intervals in {_trials} trials; MLOPS_SEED={seed}"));
            Assert.True(covered >= 0.93 - Chance(0.93), Invariant($"{name} was covered in {covered:0.000}; MLOPS_SEED={seed}"));
            Assert.True(
                !Covered.Contains(name) || covered <= 0.97 + Chance(0.97), Invariant($"{name} was covered in {covered:0.000}; MLOPS_SEED={seed}"));
            Assert.True(passed <= 0.035 + Chance(0.035), Invariant($"{name} passed at its limit in {passed:0.000}; MLOPS_SEED={seed}"));
            Assert.True(passedAt90 <= 0.06 + Chance(0.06), Invariant($"{name} passed at its limit at 90 % in {passedAt90:0.000}; MLOPS_SEED={seed}"));
        }
    }

    /// <summary>Of a population so large that its own chance is a small part of a sample's: a thirtieth in the long campaign.</summary>
    private static Dictionary<string, double> Truth(ModelTask task)
    {
        var whole = Populations.Draw(task, CampaignSize.Of(60_000, 400_000), 1, -1);
        var values = Points(whole);
        TestSet[] groups = [Populations.Of(whole, 0), Populations.Of(whole, 1)];
        var by = Array.ConvertAll(groups, Points);
        double Difference(string name) => Math.Abs(by[0][name] - by[1][name]);
        double Ratio(string name) => Math.Min(by[0][name], by[1][name]) / Math.Max(by[0][name], by[1][name]);
        if (task == ModelTask.Regression)
        {
            values["mean_error_difference"] = Difference("mean_error");
            values["mae_difference"] = Difference("mae");
            values["mae_ratio"] = Ratio("mae");
            values["rmse_difference"] = Difference("rmse");
            values["rmse_ratio"] = Ratio("rmse");
            return values;
        }

        values["accuracy_difference"] = Difference("accuracy");
        if (task == ModelTask.Binary)
        {
            var selected = Array.ConvertAll(groups, group => group.Probability.Average(p => p >= 0.5 ? 1.0 : 0));
            values["demographic_parity_difference"] = Math.Abs(selected[0] - selected[1]);
            values["demographic_parity_ratio"] = selected.Min() / selected.Max();
            values["equal_opportunity_difference"] = Difference("recall");
            values["equal_opportunity_ratio"] = Ratio("recall");
            values["equalized_odds_difference"] = Math.Max(Difference("recall"), Difference("specificity"));
            values["predictive_parity_difference"] = Difference("precision");
        }

        return values;
    }

    /// <summary>Calibration errors are left out: in a sample they are above the population's by chance, and docs/statistics.md says so.</summary>
    private static Dictionary<string, double> Points(TestSet test)
    {
        test = test.ByProbability();
        var block = Evaluator.Metrics(test, 0.5).Only(planned => planned.Name is not ("ece" or "max_error"));
        return block.Planned.Zip(block.Points(test.Rows)).ToDictionary(pair => pair.First.Name, pair => pair.Second.Value!.Value);
    }

    /// <summary>Scores as models give them: of use, and not quite calibrated.</summary>
    private static class Populations
    {
        public static TestSet Draw(ModelTask task, int rows, int seed, int stream)
        {
            var random = new Xoshiro256(seed, stream);
            double Unit() => ((random.Next() >> 11) + 0.5) * (1.0 / (1UL << 53));
            var group = new int[rows];
            var (actual, value, predicted) = (new int[rows], new double[rows], new double[rows]);
            var probabilities = new double[rows][];
            for (var row = 0; row < rows; row++)
            {
                group[row] = Unit() < 0.4 ? 1 : 0;
                var level = (1.4 * NormalDistribution.Quantile(Unit())) - 0.6 + (0.7 * group[row]);
                switch (task)
                {
                    case ModelTask.Binary:
                        actual[row] = Unit() < Share(1.3 * level) ? 1 : 0;
                        predicted[row] = Share(level);
                        break;
                    case ModelTask.Multiclass:
                        double[] odds = [Math.Exp(level), Math.Exp(-level), Math.Exp(0.5 * NormalDistribution.Quantile(Unit()))];
                        probabilities[row] = [.. odds.Select(odd => odd / odds.Sum())];
                        var drawn = Unit();
                        actual[row] = drawn < probabilities[row][0] ? 0 : drawn < probabilities[row][0] + probabilities[row][1] ? 1 : 2;
                        break;
                    default:
                        value[row] = level;
                        predicted[row] = level + ((0.5 + (0.3 * group[row])) * NormalDistribution.Quantile(Unit())) + (0.1 * group[row]);
                        break;
                }
            }

            return new()
            {
                Task = task,
                Classes = task switch { ModelTask.Binary => ["no", "yes"], ModelTask.Multiclass => ["a", "b", "c"], _ => [] },
                Actual = task == ModelTask.Regression ? [] : actual,
                ActualValue = task == ModelTask.Regression ? value : [],
                Predicted = task == ModelTask.Regression ? predicted : [],
                Probability = task == ModelTask.Binary ? predicted : [],
                Probabilities = task == ModelTask.Multiclass ? probabilities : [],
                Groups = [new("g", group, ["one", "two"])],
            };
        }

        /// <summary>The rows of one group.</summary>
        public static TestSet Of(TestSet test, int group)
        {
            int[] rows = [.. Enumerable.Range(0, test.Rows).Where(row => test.Groups[0].Group[row] == group)];
            T[] Pick<T>(T[] values) => values.Length == 0 ? [] : Array.ConvertAll(rows, row => values[row]);
            return test with
            {
                Actual = Pick(test.Actual),
                ActualValue = Pick(test.ActualValue),
                Predicted = Pick(test.Predicted),
                Probability = Pick(test.Probability),
                Probabilities = Pick(test.Probabilities),
                Groups = [],
            };
        }

        private static double Share(double level) => 1 / (1 + Math.Exp(-level));
    }
}
