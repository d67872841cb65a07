using ServerlessMlops.Statistics;
using ServerlessMlops.Statistics.Classification;

namespace ServerlessMlops.Pipeline.Evaluation;

/// <summary>What is measured of a model of many classes; the class of the largest probability is predicted, or of the least expected
/// cost where costs are stated; of equal ones the first.</summary>
internal static class MulticlassMeasures
{
    public static MeasureBlock Of(TestSet test)
    {
        var predicted = Predicted(test);
        var classes = test.Classes.Count;
        var ranking = MacroAuc.Rank(test.Actual, test.Probabilities, classes);
        var losses = LogLoss.Rows(test.Actual, test.Probabilities);
        var rows = test.Rows;
        var right = test.Actual.Zip(predicted).LongCount(pair => pair.First == pair.Second);
        return new(
            [
                new("accuracy", true, rows, right),
                new("macro_f1", true, rows),
                new("macro_precision", true, rows),
                new("macro_recall", true, rows),
                new("macro_auc", true, rows),
                new("log_loss", false, rows),
                new("mcc", true, rows),
            ],
            (counts, values) =>
            {
                var confusion = ConfusionMatrix.Of(test.Actual, predicted, classes, counts);
                values[0] = confusion.Accuracy;
                values[1] = confusion.MacroF1;
                values[2] = confusion.MacroPrecision;
                values[3] = confusion.MacroRecall;
                values[4] = ranking.Of(counts);
                values[5] = Counts.Mean(counts, losses);
                values[6] = confusion.Mcc;
            });
    }

    public static int[] Predicted(TestSet test) => Array.ConvertAll(test.Probabilities, row => CostMatrix.Label(row, test.Costs));
}
