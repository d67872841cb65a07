using System.Globalization;
using System.Text.RegularExpressions;
using ServerlessMlops.Learning.Native;

namespace ServerlessMlops.Learning.Learners;

/// <summary>Gradient boosted trees, of the size and stopped where the validation loss is least (log loss, or squared error).</summary>
internal sealed partial class LightGbmLearner : ILearner
{
    public FitOutcome Fit(LearnerInput input, CancellationToken cancellation)
    {
        var sizes = LightGbmParameters.Leaves(input);
        var text = LightGbmParameters.Write(LightGbmParameters.For(input, sizes[0]), input);
        using var training = LightGbmRows.Load(input.Train, input, text, bins: null);
        using var validation = input.Validation.Count > 0 ? LightGbmRows.Load(input.Validation, input, text, training) : null;
        var best = Grow(input, sizes[0], training, validation, cancellation);
        foreach (var leaves in sizes.Skip(1))
        {
            var other = Grow(input, leaves, training, validation, cancellation);
            best = other.Loss < best.Loss ? other : best;
        }

        best.Parameters["num_leaves_tried"] = string.Join(' ', sizes);
        return new Fitted(new BoostedTrees(best.Text), best.Parameters);
    }

    /// <summary>The text names the thread count, which changes nothing in the trees: without it equal trees have equal digests.</summary>
    internal static string Normalise(string text) => Threads().Replace(text, "[num_threads: 0]");

    private static (string Text, double? Loss, SortedDictionary<string, string> Parameters) Grow(
        LearnerInput input, int leaves, LightGbmDataset training, LightGbmDataset? validation, CancellationToken cancellation)
    {
        var parameters = LightGbmParameters.For(input, leaves);
        using var booster = LightGbmBooster.Create(training, LightGbmParameters.Write(parameters, input));
        if (validation is not null)
        {
            booster.AddValidation(validation);
        }

        var (rounds, loss) = validation is null ? (Grow(booster, cancellation), null) : GrowWhileBetter(booster, cancellation);
        parameters["rounds"] = rounds.ToString(CultureInfo.InvariantCulture);
        if (loss is { } least)
        {
            parameters[$"validation_{parameters["metric"]}"] = least.ToString("R", CultureInfo.InvariantCulture);
        }

        return (Normalise(booster.Save(rounds)), loss, parameters);
    }

    private static int Grow(LightGbmBooster booster, CancellationToken cancellation)
    {
        var rounds = 0;
        while (rounds < LightGbmParameters.RoundsWithoutValidation && booster.Update())
        {
            cancellation.ThrowIfCancellationRequested();
            rounds++;
        }

        // Without a single split the library keeps one constant tree.
        return Math.Max(rounds, 1);
    }

    private static (int Rounds, double? Loss) GrowWhileBetter(LightGbmBooster booster, CancellationToken cancellation)
    {
        var (best, loss) = (1, double.PositiveInfinity);
        for (var round = 1; round <= LightGbmParameters.MaximumRounds && round - best <= LightGbmParameters.Patience && booster.Update(); round++)
        {
            cancellation.ThrowIfCancellationRequested();
            var now = booster.ValidationMetric();
            if (now < loss)
            {
                (best, loss) = (round, now);
            }
        }

        return (best, double.IsFinite(loss) ? loss : null);
    }

    [GeneratedRegex(@"\[num_threads: -?\d+\]")]
    private static partial Regex Threads();
}
