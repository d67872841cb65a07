using ServerlessMlops.Statistics.Classification;

namespace ServerlessMlops.Statistics.Tests.Classification;

public sealed class MulticlassTests
{
    private static readonly int[] Predicted = [.. Reference.SpeciesProbabilities.Select(row => Array.IndexOf(row, row.Max()))];
    private static readonly ConfusionMatrix Matrix = ConfusionMatrix.Of(Reference.Species, Predicted, 3);

    public static TheoryData<string, Estimate> Measures => new()
    {
        { "accuracy", Matrix.Accuracy },
        { "macro_f1", Matrix.MacroF1 },
        { "macro_precision", Matrix.MacroPrecision },
        { "macro_recall", Matrix.MacroRecall },
        { "mcc", Matrix.Mcc },
        { "log_loss", LogLoss.Of(Reference.Species, Reference.SpeciesProbabilities) },
        { "macro_auc", MacroAuc.Of(Reference.Species, Reference.SpeciesProbabilities, 3) },
        { "macro_auc_of_normalised", MacroAuc.Of(Reference.Species, Normalised(), 3) },
    };

    [Theory]
    [MemberData(nameof(Measures), DisableDiscoveryEnumeration = true)]
    public void Equals_scikit_learn_on_penguins(string name, Estimate seen) => Reference.Same(Reference.Value("penguins", name), seen);

    [Fact]
    public void A_class_that_is_never_predicted_lowers_the_macro_average()
    {
        var matrix = ConfusionMatrix.Of([0, 0, 1], [0, 0, 0], 2);

        Assert.Equal(0.5, matrix.MacroRecall.Value);
        Assert.Equal(0.4, matrix.MacroF1.Value!.Value, 12);
    }

    [Fact]
    public void A_class_that_never_occurs_is_no_part_of_the_average() =>
        Assert.Equal(1, ConfusionMatrix.Of([0, 1], [0, 1], 5).MacroF1.Value);

    [Fact]
    public void A_class_without_rows_leaves_the_auc_unmeasured() =>
        Assert.Equal("a class has no row, or every row is of one class", MacroAuc.Of([0, 1], [[0.7, 0.2, 0.1], [0.1, 0.8, 0.1]], 3).Reason);

    [Fact]
    public void Two_classes_give_the_binary_measures()
    {
        int[] actual = [.. Reference.Bad.Select(bad => bad ? 1 : 0)];
        double[][] both = [.. Reference.Score.Select(score => new[] { 1 - score, score })];

        Reference.Same(Reference.Value("credit", "log_loss"), LogLoss.Of(actual, both));
        Reference.Same(Reference.Value("credit", "auc"), RocAuc.Of(Reference.Bad, Reference.Score));
        int[] decided = [.. Reference.Score.Select(score => score >= 0.5 ? 1 : 0)];
        Reference.Same(Reference.Value("credit", "mcc"), ConfusionMatrix.Of(actual, decided, 2).Mcc);
    }

    private static double[][] Normalised() =>
        [.. Reference.SpeciesProbabilities.Select(row => row.Select(value => value / row.Sum()).ToArray())];
}
