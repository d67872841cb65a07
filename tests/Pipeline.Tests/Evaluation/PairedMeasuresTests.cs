using System.Globalization;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Evaluation;

namespace ServerlessMlops.Pipeline.Tests.Evaluation;

/// <summary>Numbers with all digits are those of contest_reference.py: numpy, scipy and scikit-learn on the same predictions.</summary>
public sealed class PairedMeasuresTests
{
    private static readonly Contestant Challenger = new(Predictions.Credit, 0.5);
    private static readonly Contestant Other = new(Predictions.Credit with { Probability = Predictions.CreditOther }, 0.5);

    [Fact]
    public void The_difference_in_auc_is_delongs_at_every_level_with_its_p_value()
    {
        var auc = Compared("auc").Single(measure => measure.Name == "auc");
        Assert.Equal(0.14465211276508305, auc.Difference.Value!.Value, 1e-9);
        Assert.Equal(auc.Challenger!.Value - auc.Opponent!.Value, auc.Difference.Value.Value, 1e-12);
        Assert.Equal(1, auc.P!.Value / 8.194457024093511e-19, 1e-6);
        Assert.Equal((0.11264330925734604, 0.17666091627282005), (auc.Difference.Lower!.Value, auc.Difference.Upper!.Value), Near);
        Assert.Equal(Measure.BoundLevels, auc.Difference.Bounds!.Select(bounds => bounds.Level));
        (double, double)[] expected =
        [
            (0.12372268111729884, 0.16558154441286727), (0.11778947806394921, 0.1715147474662169), (0.1025854142455609, 0.1867188112846052),
        ];
        Assert.All(auc.Difference.Bounds!.Zip(expected), pair => Assert.Equal(pair.Second, (pair.First.Lower, pair.First.Upper), Near));
    }

    [Fact]
    public void Labels_are_compared_by_mcnemars_test_beside_the_difference_in_accuracy()
    {
        var accuracy = Compared("auc").Single(measure => measure.Name == "accuracy");
        Assert.Equal(0.7881508078994613, accuracy.Challenger!.Value, 1e-12);
        Assert.Equal(0.72262118491921, accuracy.Opponent!.Value, 1e-12);
        Assert.Equal(1, accuracy.P!.Value / 1.0294695177781845e-06, 1e-9);
        Assert.Equal("McNemar", accuracy.Test);
        // 147 and 74 discordant rows of 1,114: the usual error of a difference of paired proportions.
        var error = Math.Sqrt(147 + 74 - (73 * 73 / 1114.0)) / 1114;
        Assert.Equal((73 / 1114.0) - (1.96 * error), accuracy.Difference.Lower!.Value, 0.2 * error);
        Assert.Equal((73 / 1114.0) + (1.96 * error), accuracy.Difference.Upper!.Value, 0.2 * error);
    }

    [Fact]
    public void Losses_are_compared_on_the_same_resampled_rows_and_say_which_end_is_better()
    {
        var measures = Compared("auc");
        Assert.Equal(["auc", "log_loss", "brier", "accuracy"], measures.Select(measure => measure.Name));
        var loss = measures.Single(measure => measure.Name == "log_loss");
        var brier = measures.Single(measure => measure.Name == "brier");
        Assert.Equal(-0.10222578047931186, loss.Difference.Value!.Value, 1e-9);
        Assert.Equal(-0.04050426481149014, brier.Difference.Value!.Value, 1e-9);
        Assert.False(loss.Difference.HigherIsBetter);
        Assert.InRange(loss.Difference.Value.Value, loss.Difference.Lower!.Value, loss.Difference.Upper!.Value);
        Assert.True(loss.Difference.Upper < 0, "A model so much better is told apart on 1,114 rows.");
        Assert.Null(loss.P);
        Assert.All(measures, measure => Assert.Equal(1114, measure.Difference.N));
    }

    [Fact]
    public void The_measure_that_picks_stands_first_whichever_it_is()
    {
        var measures = Compared("pr_auc");
        Assert.Equal(["pr_auc", "auc", "log_loss", "brier", "accuracy"], measures.Select(measure => measure.Name));
        Assert.Equal(Predictions.Reference("credit", "pr_auc"), measures[0].Challenger!.Value, 1e-9);
        Assert.NotNull(measures[0].Difference.Lower);
    }

    [Fact]
    public void A_model_beside_itself_differs_by_nothing_whichever_rows_are_drawn()
    {
        var same = PairedMeasures.Of(Challenger, [Challenger], "auc", 1, 50).Single();
        Assert.All(same, measure => Assert.Equal((0, 0, 0), (measure.Difference.Value, measure.Difference.Lower, measure.Difference.Upper)));
        Assert.All(same, measure => Assert.All(measure.Difference.Bounds!, bounds => Assert.Equal((0, 0), (bounds.Lower, bounds.Upper))));
        Assert.Equal(1, same.Single(measure => measure.Name == "accuracy").P);
    }

    [Fact]
    public void Another_scale_leaves_the_ranking_and_moves_the_losses()
    {
        var halved = Challenger with { Test = Challenger.Test with { Probability = [.. Challenger.Test.Probability.Select(p => p / 2)] } };
        var measures = PairedMeasures.Of(Challenger, [halved], "auc", 1, 200).Single();
        Assert.Equal("both models rank every row alike", measures[0].Difference.Interval);
        Assert.Equal(0, measures[0].Difference.Upper);
        Assert.NotEqual(0, measures.Single(measure => measure.Name == "brier").Difference.Value);
    }

    [Fact]
    public void Many_classes_and_values_are_compared_by_measures_of_their_own()
    {
        var species = new Contestant(Predictions.Penguins, 0.5);
        var turned = new Contestant(Predictions.Penguins with { Probabilities = [.. Predictions.Penguins.Probabilities.Select(row => row.Select(p => (p + 0.5) / 2.5).ToArray())] }, 0.5);
        var classes = PairedMeasures.Of(species, [turned], "log_loss", 1, 200).Single();
        Assert.Equal(["log_loss", "macro_f1", "accuracy"], classes.Select(measure => measure.Name));
        Assert.Equal("both models answer every row alike", classes[1].Difference.Interval);
        Assert.True(classes[0].Difference.Upper < 0);

        var strength = new Contestant(Predictions.Concrete, 0.5);
        var shifted = new Contestant(Predictions.Concrete with { Predicted = [.. Predictions.Concrete.Predicted.Select(value => value + 1)] }, 0.5);
        var values = PairedMeasures.Of(strength, [shifted], "rmse", 1, 200).Single();
        Assert.Equal(["rmse", "mae", "r2"], values.Select(measure => measure.Name));
        Assert.Equal(
            Predictions.Reference("concrete", "rmse").ToString("F9", CultureInfo.InvariantCulture),
            values[0].Challenger!.Value.ToString("F9", CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Costs_are_those_of_the_chosen_model_whoever_answers()
    {
        IReadOnlyList<IReadOnlyList<double>> costs = [[0, 1], [5, 0]];
        var measures = PairedMeasures.Of(Challenger with { Test = Challenger.Test with { Costs = costs } }, [Other], "mean_cost", 1, 100).Single();
        var expected = Other.Test.Actual.Zip(Other.Test.Probability).Average(row => costs[row.First][row.Second >= 0.5 ? 1 : 0]);
        Assert.Equal(expected, measures[0].Opponent!.Value, 1e-12);
    }

    [Fact]
    public void What_cannot_be_measured_says_why_and_other_rows_are_a_broken_promise()
    {
        var broken = Other with { Test = Other.Test with { Probability = [.. Other.Test.Probability.Select(_ => double.NaN)] } };
        Assert.All(PairedMeasures.Of(Challenger, [broken], "auc", 1, 10).Single(), measure => Assert.NotNull(measure.Difference.Unmeasured));
        var ofOthers = new Contestant(Predictions.Concrete, 0.5);
        Assert.Throws<ArgumentException>(() => PairedMeasures.Of(Challenger, [ofOthers], "auc", 1, 10));
    }

    private static IReadOnlyList<PairedMeasure> Compared(string primary) => PairedMeasures.Of(Challenger, [Other], primary, 1, 2_000).Single();

    private static bool Near((double Lower, double Upper) one, (double Lower, double Upper) other) =>
        Math.Abs(one.Lower - other.Lower) < 1e-9 && Math.Abs(one.Upper - other.Upper) < 1e-9;
}
