using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Evaluation;
using ServerlessMlops.Statistics.Intervals;
using static System.FormattableString;

namespace ServerlessMlops.Pipeline.Tests.Campaign;

/// <summary>
/// How often 95 % intervals hold the truth, and how often a measure whose truth is the limit passes a gate, over samples drawn from populations
/// whose truth is known. What is seen stands in docs/decisions/0503.
/// </summary>
public sealed class CoverageTests(ITestOutputHelper output)
{
    /// <summary>So many that a true 94.5 % is seen below 93 % once in 5,000 campaigns.</summary>
    private const int Full = 3_000;

    private const int FixedSeed = 21;

    private readonly int _trials = CampaignSize.Of(40, Full);

    /// <summary>As many as in the product, or few that are enough to see that nothing is broken.</summary>
    private readonly int _resamples = CampaignSize.Of(400, 2_000);

    [Fact]
    public void Two_classes() => Campaign(ModelTask.Binary, 1_000);

    [Fact]
    public void Many_classes() => Campaign(ModelTask.Multiclass, 600);

    [Fact]
    public void A_number() => Campaign(ModelTask.Regression, 600);

    private void Campaign(ModelTask task, int rows)
    {
        var truth = Truth(task);
        var seen = truth.Keys.ToDictionary(name => name, _ => new Seen());
        // The same draws each time: a bound without slack, asked of forty measures, would else be missed by chance now and then.
        var seed = CampaignSize.Seed(FixedSeed);
        Parallel.For(0, _trials, trial =>
        {
            var measured = Evaluator.Measure(Populations.Draw(task, rows, seed, trial), trial, _resamples);
            foreach (var measure in measured.Metrics.Concat(measured.Disparities[0].Disparities))
            {
                if (truth.TryGetValue(measure.Name, out var value) && measure.Lower is not null)
                {
                    seen[measure.Name].Add(measure, value);
                }
            }
        });

        Assert.All(seen, measure => Hold(measure.Key, measure.Value, truth[measure.Key], seed));
    }

    private void Hold(string name, Seen seen, double truth, int seed)
    {
        // What a handful of trials miss by chance once in a thousand. The long campaign allows for none, but at 0.99, where 30 passes of
        // 3,000 scatter by 5.
        double Chance(double rate) => _trials == Full && rate > 0.02 ? 0 : 3.1 * Math.Sqrt(rate * (1 - rate) / _trials);
        var covered = seen.Covered / (double)seen.Tried;
        var passed = Seen.Levels.Zip(seen.Passed, (level, count) => (Level: level, Share: count / (double)seen.Tried)).ToList();
        var rates = string.Join(", ", passed.Select(at => Invariant($"{at.Share:0.0000} at {at.Level}")));
        output.WriteLine(Invariant($"{name}: {covered:0.0000} covered, passed at the limit {rates}, truth {truth:0.####}"));
        Assert.True(seen.Tried >= 0.95 * _trials, Invariant($"{name}: {seen.Tried} intervals in {_trials} trials; MLOPS_SEED={seed}"));
        Assert.True(covered >= 0.93 - Chance(0.93), Invariant($"{name} was covered in {covered:0.0000}; MLOPS_SEED={seed}"));
        Assert.True(
            IsDisparity(name) || covered <= 0.97 + Chance(0.97), Invariant($"{name} was covered in {covered:0.0000}; MLOPS_SEED={seed}"));
        Assert.All(passed, at => Assert.True(
            at.Share <= 1 - at.Level + Chance(1 - at.Level),
            Invariant($"{name} passed at its limit in {at.Share:0.0000}, at a confidence of {at.Level}; MLOPS_SEED={seed}")));
    }

    /// <summary>Those of groups that are nearly alike are covered more often than stated, never less: docs/decisions/0500.</summary>
    private static bool IsDisparity(string name) =>
        name.EndsWith("_difference", StringComparison.Ordinal) || name.EndsWith("_ratio", StringComparison.Ordinal);

    /// <summary>How often intervals of one measure held its truth, and how often a gate whose limit is the truth was passed, by level.</summary>
    private sealed class Seen
    {
        public static readonly double[] Levels = [0.8, 0.9, 0.95, 0.99];

        private readonly Lock _gate = new();

        public int Tried { get; private set; }

        public int Covered { get; private set; }

        public int[] Passed { get; } = new int[Levels.Length];

        public void Add(Measure measure, double truth)
        {
            var bounds = Array.ConvertAll(Levels, level => level.Equals(0.95)
                ? (Lower: measure.Lower!.Value, Upper: measure.Upper!.Value)
                : measure.Bounds!.Where(kept => kept.Level.Equals(level)).Select(kept => (kept.Lower, kept.Upper)).Single());
            lock (_gate)
            {
                Tried++;
                Covered += measure.Lower <= truth && truth <= measure.Upper ? 1 : 0;
                for (var i = 0; i < Levels.Length; i++)
                {
                    Passed[i] += (measure.HigherIsBetter ? bounds[i].Lower >= truth : bounds[i].Upper <= truth) ? 1 : 0;
                }
            }
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
