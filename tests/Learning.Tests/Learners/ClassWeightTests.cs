using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Training;

namespace ServerlessMlops.Learning.Tests.Learners;

public sealed class ClassWeightTests
{
    public static TheoryData<string> Candidates => [.. Trainer.Candidates];

    [Theory]
    [MemberData(nameof(Candidates))]
    public void Balanced_classes_raise_the_score_of_the_rare_one_to_one_half_on_average(string candidate)
    {
        var plain = MeanScore(candidate, null);
        var balanced = MeanScore(candidate, new ClassWeights { Balanced = true });
        Assert.InRange(plain, 0.2, 0.35);
        Assert.InRange(balanced, plain + 0.1, 0.55);
    }

    [Fact]
    public void The_weights_of_two_classes_move_the_prior()
    {
        // 'good' outweighs 'bad' about 2.5 to 1 in rows.
        Assert.InRange(MeanScore(Trainer.Dummy, new ClassWeights { ByClass = new Dictionary<string, double> { ["bad"] = 10 } }), 0.75, 0.85);
        Assert.Equal(0.5, MeanScore(Trainer.Dummy, new ClassWeights { Balanced = true }), 1e-12);
    }

    [Fact]
    public void A_class_that_is_not_there_is_named() =>
        Refused(Samples.Credit(Trainer.Linear), new ClassWeights { ByClass = new Dictionary<string, double> { ["awful"] = 2 } }, "names 'awful'; the classes are good, bad");

    [Fact]
    public void A_regression_has_no_classes_to_weigh() =>
        Refused(Samples.Concrete(Trainer.Gam), new ClassWeights { Balanced = true }, "A regression has no classes");

    private static double MeanScore(string candidate, ClassWeights? weights)
    {
        var input = Samples.Credit(candidate);
        using var scorer = Scorer.Load(Samples.Train(With(input, weights)).ToBytes());
        return scorer.Score(input.Table, Splitter.Rows(input.Split, SplitPart.Train)).Probability.Average();
    }

    private static TrainingInput With(TrainingInput input, ClassWeights? weights) =>
        input with { Spec = input.Spec with { Train = input.Spec.Train with { ClassWeights = weights } } };

    private static void Refused(TrainingInput input, ClassWeights weights, string reason)
    {
        var problem = Problem(With(input, weights));
        Assert.Equal(ModelProblemCodes.ClassWeightsUnusable, problem.Code);
        Assert.Contains(reason, problem.Message, StringComparison.Ordinal);
    }

    private static Problem Problem(TrainingInput input) =>
        Assert.IsType<TrainingOutcome.NotTrained>(Trainer.Train(input, TestContext.Current.CancellationToken)).Problem;
}
