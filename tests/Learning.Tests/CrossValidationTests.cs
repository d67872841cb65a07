using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Learning.Tests;

public sealed class CrossValidationTests
{
    private static readonly CrossValidationSpec Plan = new(3, 1);

    [Fact]
    public void The_score_is_the_mean_over_folds_and_one_thread_or_two_give_the_same()
    {
        var one = CrossValidation.Score(Samples.Penguins(Trainer.LightGbm) with { Threads = 1 }, Plan, CancellationToken.None);
        var two = CrossValidation.Score(Samples.Penguins(Trainer.LightGbm) with { Threads = 2 }, Plan, CancellationToken.None);

        Assert.Equal(one.Folds!.Scores, two.Folds!.Scores);
        Assert.Equal(one.Folds.Scores.Average(), one.Score!.Value, 1e-15);
        Assert.Equal(3, one.Folds.Scores.Count);
        Assert.InRange(one.Score.Value, 0, 0.3);
    }

    [Fact]
    public void What_the_test_part_holds_does_not_move_the_score()
    {
        var input = Samples.Credit(Trainer.Linear);
        var target = input.Target;
        var turned = target.Class.Select((label, row) => input.Split.Parts[row] == (byte)SplitPart.Test ? 1 - label : label).ToArray();

        var score = CrossValidation.Score(input, Plan, CancellationToken.None).Score;

        Assert.Equal(score, CrossValidation.Score(input with { Target = target with { Class = turned } }, Plan, CancellationToken.None).Score);
    }

    [Fact]
    public void A_fold_that_cannot_be_trained_leaves_no_score_and_a_reason()
    {
        var input = Samples.Credit(Trainer.Linear);
        var outcome = CrossValidation.Score(input with { Features = [] }, Plan, CancellationToken.None);
        Assert.Null(outcome.Score);
        Assert.StartsWith("Fold 1 of 3: ", outcome.Unmeasured, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_of_a_trial_are_what_is_trained_with()
    {
        var settings = new Dictionary<string, string> { ["num_leaves"] = "5", ["learning_rate"] = "0.1234", ["lambda_l2"] = "3" };
        var outcome = Trainer.Train(Samples.Penguins(Trainer.LightGbm) with { Settings = settings }, CancellationToken.None);
        var parameters = Assert.IsType<TrainingOutcome.Trained>(outcome).Model.Parameters;
        Assert.All(settings, set => Assert.Equal(set.Value, parameters[set.Key]));
    }

    [Fact]
    public void The_record_names_the_packages_that_training_runs_with() =>
        Assert.Contains(TrainingEnvironments.Here.Packages!, package => package.StartsWith("LightGBM 4.", StringComparison.Ordinal));
}
