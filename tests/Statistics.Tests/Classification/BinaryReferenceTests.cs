using ServerlessMlops.Statistics.Classification;

namespace ServerlessMlops.Statistics.Tests.Classification;

public sealed class BinaryReferenceTests
{
    private static readonly ConfusionCounts AtHalf = ConfusionCounts.At(Reference.Bad, Reference.Score, 0.5);

    public static TheoryData<string, Estimate> Measures => new()
    {
        { "auc", RocAuc.Of(Reference.Bad, Reference.Score) },
        { "pr_auc", AveragePrecision.Of(Reference.Bad, Reference.Score) },
        { "log_loss", LogLoss.Of(Reference.Bad, Reference.Score) },
        { "log_loss_of_certain", LogLoss.Of(Reference.Bad, Certain()) },
        { "brier", BrierScore.Of(Reference.Bad, Reference.Score) },
        { "accuracy", AtHalf.Accuracy },
        { "precision", AtHalf.Precision },
        { "recall", AtHalf.Recall },
        { "f1", AtHalf.F1 },
        { "mcc", AtHalf.Mcc },
        { "youden", Estimate.Of(YoudenIndex.Best(Reference.Bad, Reference.Score)!.Value.J) },
    };

    [Theory]
    [MemberData(nameof(Measures), DisableDiscoveryEnumeration = true)]
    public void Equals_scikit_learn_on_credit_risk(string name, Estimate seen) => Reference.Same(Reference.Value("credit", name), seen);

    [Fact]
    public void The_chosen_threshold_reaches_the_largest_j()
    {
        var best = YoudenIndex.Best(Reference.Bad, Reference.Score)!.Value;
        var there = ConfusionCounts.At(Reference.Bad, Reference.Score, best.Threshold);

        Reference.Same(best.J, there.Recall.Value - there.FalsePositiveRate.Value);
    }

    private static double[] Certain() =>
        [.. Reference.Score.Select((score, row) => row % 7 == 0 ? 1.0 : row % 11 == 0 ? 0.0 : score)];
}
