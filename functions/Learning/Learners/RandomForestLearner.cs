using System.Globalization;
using ServerlessMlops.Learning.Native;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Learning.Learners;

/// <summary>A random forest (Breiman 2001) of LightGBM's: trees on bootstrapped rows and drawn columns, averaged.</summary>
internal sealed class RandomForestLearner : ILearner
{
    private const int Trees = 100;

    /// <summary>Fewest rows in a leaf that are tried: the smaller, the deeper the trees.</summary>
    private static readonly IReadOnlyList<int> LeafRows = [1, 5, 20];

    public FitOutcome Fit(LearnerInput input, CancellationToken cancellation)
    {
        var best = (Model: (BoostedTrees?)null, Loss: double.PositiveInfinity, Parameters: new SortedDictionary<string, string>());
        foreach (var leaf in Sizes(input))
        {
            var parameters = LightGbmParameters.ForForest(input, leaf);
            var text = LightGbmParameters.Write(parameters, input);
            using var training = LightGbmRows.Load(input.Train, input, text, bins: null);
            using var validation = input.Validation.Count > 0 ? LightGbmRows.Load(input.Validation, input, text, training) : null;
            using var booster = LightGbmBooster.Create(training, text);
            if (validation is not null)
            {
                booster.AddValidation(validation);
            }

            var rounds = 0;
            while (rounds < Trees && booster.Update())
            {
                cancellation.ThrowIfCancellationRequested();
                rounds++;
            }

            var loss = validation is null ? 0 : booster.ValidationMetric();
            var trees = LightGbmLearner.Normalise(booster.Save(Math.Max(rounds, 1)));
            if (!IsFinite(trees))
            {
                continue;
            }

            if (best.Model is null || loss < best.Loss)
            {
                parameters["rounds"] = rounds.ToString(CultureInfo.InvariantCulture);
                if (validation is not null)
                {
                    parameters[$"validation_{parameters["metric"]}"] = loss.ToString("R", CultureInfo.InvariantCulture);
                }

                best = (new BoostedTrees(trees), loss, parameters);
            }
        }

        return best.Model is null
            ? new NotFitted(ProblemCodes.TooFewRows, $"The {input.Train.Count} training rows are too few to draw trees from: some draws hold no row.")
            : new Fitted(best.Model, best.Parameters);
    }

    private static IReadOnlyList<int> Sizes(LearnerInput input) =>
        input.Settings.TryGetValue("min_data_in_leaf", out var set) ? [int.Parse(set, CultureInfo.InvariantCulture)]
        : input.Validation.Count > 0 ? LeafRows
        : [5];

    /// <summary>Of very few rows the library draws none at times, and its mean of none is not a number.</summary>
    private static bool IsFinite(string trees) =>
        !trees.Split('\n').Any(line => line.StartsWith("leaf_value=", StringComparison.Ordinal) && line.Contains("nan", StringComparison.Ordinal));
}
