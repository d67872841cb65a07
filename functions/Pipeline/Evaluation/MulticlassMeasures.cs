using ServerlessMlops.Statistics;
using ServerlessMlops.Statistics.Calibration;
using ServerlessMlops.Statistics.Classification;

namespace ServerlessMlops.Pipeline.Evaluation;

/// <summary>What is measured of a model of many classes; the class of the largest probability is predicted, or of the least expected
/// cost where costs are stated; of equal ones the first.</summary>
internal static class MulticlassMeasures
{
    public static MeasureBlock Of(TestSet test)
    {
        var predicted = Predicted(test);
        var (ranking, cells) = (MacroAuc.Rank(test.Actual, test.Probabilities, test.Classes.Count), new TopLabelCells(test));
        var losses = LogLoss.Rows(test.Actual, test.Probabilities);
        var rows = test.Rows;
        var right = test.Actual.Zip(predicted).LongCount(pair => pair.First == pair.Second);
        return MeasureBlock.Of<Tally>(
            counts => new(counts, ConfusionMatrix.Of(test.Actual, predicted, test.Classes.Count, counts), ranking, cells, losses),
            (new("accuracy", true, rows, right), tally => tally.Confusion.Accuracy),
            (new("balanced_accuracy", true, rows), tally => tally.Confusion.BalancedAccuracy),
            (new("macro_f1", true, rows), tally => tally.Confusion.MacroF1),
            (new("macro_precision", true, rows), tally => tally.Confusion.MacroPrecision),
            (new("macro_recall", true, rows), tally => tally.Confusion.MacroRecall),
            (new("weighted_f1", true, rows), tally => tally.Confusion.WeightedF1),
            (new("weighted_precision", true, rows), tally => tally.Confusion.WeightedPrecision),
            (new("weighted_recall", true, rows, right), tally => tally.Confusion.WeightedRecall),
            (new("macro_auc", true, rows), tally => tally.MacroAuc),
            (new("log_loss", false, rows), tally => tally.LogLoss),
            (new("ece", false, rows), tally => tally.CalibrationError),
            (new("mcc", true, rows), tally => tally.Confusion.Mcc),
            (new("kappa", true, rows), tally => tally.Confusion.Kappa));
    }

    public static int[] Predicted(TestSet test) => Array.ConvertAll(test.Probabilities, row => CostMatrix.Label(row, test.Costs));

    private readonly ref struct Tally(
        ReadOnlySpan<int> counts, ConfusionMatrix confusion, MacroAuc ranking, TopLabelCells cells, double[] losses)
    {
        private readonly ReadOnlySpan<int> _counts = counts;

        public ConfusionMatrix Confusion => confusion;

        public Estimate MacroAuc => ranking.Of(_counts);

        public Estimate LogLoss => Counts.Mean(_counts, losses);

        public Estimate CalibrationError
        {
            get
            {
                var sums = new double[TopLabelCells.Width];
                cells.Add(_counts, null, 0, TopLabelCells.Width, sums);
                return TopLabelCells.CalibrationError(sums);
            }
        }
    }
}

/// <summary>Calibration of the most probable label, whatever is decided by costs: how often it is right where it is said to be so likely.</summary>
internal sealed class TopLabelCells
{
    public const int Width = 3 * ReliabilityCurve.DefaultBins;

    private readonly int[] _start;
    private readonly double[] _most;
    private readonly bool[] _right;

    public TopLabelCells(TestSet test)
    {
        var label = Array.ConvertAll(test.Probabilities, row => CostMatrix.Label(row, null));
        _most = [.. test.Probabilities.Select(row => row.Max())];
        _right = [.. label.Zip(test.Actual, (guess, actual) => guess == actual)];
        _start = Array.ConvertAll(_most, most => 3 * ReliabilityCurve.Bin(most));
    }

    /// <param name="group">Of each row; null for all in one.</param>
    /// <param name="offset">Where the sums begin among the <paramref name="width"/> of a group.</param>
    public void Add(ReadOnlySpan<int> counts, int[]? group, int offset, int width, Span<double> sums)
    {
        for (var row = 0; row < counts.Length; row++)
        {
            var at = offset + _start[row] + (group is null ? 0 : group[row] * width);
            sums[at + (_right[row] ? 1 : 0)] += counts[row];
            sums[at + 2] += counts[row] * _most[row];
        }
    }

    public static Estimate CalibrationError(ReadOnlySpan<double> sums)
    {
        var bins = Bins(sums);
        return ReliabilityCurve.ErrorOf(bins.Rows, bins.Positives, bins.Probabilities);
    }

    /// <summary>Rows, rows that the label is right for, and sum of its probabilities of each bin.</summary>
    public static (long[] Rows, long[] Positives, double[] Probabilities) Bins(ReadOnlySpan<double> sums)
    {
        var (rows, right) = (new long[ReliabilityCurve.DefaultBins], new long[ReliabilityCurve.DefaultBins]);
        var probabilities = new double[ReliabilityCurve.DefaultBins];
        for (var bin = 0; bin < rows.Length; bin++)
        {
            right[bin] = (long)sums[(3 * bin) + 1];
            rows[bin] = (long)sums[3 * bin] + right[bin];
            probabilities[bin] = sums[(3 * bin) + 2];
        }

        return (rows, right, probabilities);
    }
}
