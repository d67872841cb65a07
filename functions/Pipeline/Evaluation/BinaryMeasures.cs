using ServerlessMlops.Statistics;
using ServerlessMlops.Statistics.Classification;

namespace ServerlessMlops.Pipeline.Evaluation;

/// <summary>What is measured of a binary model: its ranking, its probabilities, and its decisions at one threshold.</summary>
internal static class BinaryMeasures
{
    public static MeasureBlock Of(TestSet test, double threshold)
    {
        var positive = Array.ConvertAll(test.Actual, label => label == 1);
        var ranking = ScoreRanking.Of(positive, test.Probability);
        var losses = LogLoss.Rows(positive, test.Probability);
        var squares = BrierScore.Rows(positive, test.Probability);
        var whole = ConfusionCounts.At(positive, test.Probability, threshold);
        return new(
            [
                new("auc", true, whole.Rows),
                new("pr_auc", true, whole.Rows),
                new("log_loss", false, whole.Rows),
                new("brier", false, whole.Rows),
                new("accuracy", true, whole.Rows, whole.TruePositives + whole.TrueNegatives),
                new("precision", true, whole.Selected, whole.TruePositives),
                new("recall", true, whole.Positives, whole.TruePositives),
                new("f1", true, whole.Rows),
                new("mcc", true, whole.Rows),
            ],
            (counts, values) =>
            {
                var confusion = ConfusionCounts.At(positive, test.Probability, threshold, counts);
                values[0] = ranking.RocAuc(counts);
                values[1] = ranking.AveragePrecision(counts);
                values[2] = Counts.Mean(counts, losses);
                values[3] = Counts.Mean(counts, squares);
                values[4] = confusion.Accuracy;
                values[5] = confusion.Precision;
                values[6] = confusion.Recall;
                values[7] = confusion.F1;
                values[8] = confusion.Mcc;
            });
    }
}
