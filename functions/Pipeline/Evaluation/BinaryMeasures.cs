using ServerlessMlops.Statistics;
using ServerlessMlops.Statistics.Classification;
using ServerlessMlops.Statistics.Intervals;

namespace ServerlessMlops.Pipeline.Evaluation;

/// <summary>What is measured of a binary model: its ranking, its probabilities, and its decisions at one threshold.</summary>
internal static class BinaryMeasures
{
    public static MeasureBlock Of(TestSet test, double threshold)
    {
        var positive = Array.ConvertAll(test.Actual, label => label == 1);
        var rows = new Ranked(
            new BinaryCells(test, threshold), ScoreRanking.Of(positive, test.Probability),
            LogLoss.Rows(positive, test.Probability), BrierScore.Rows(positive, test.Probability));
        var whole = ConfusionCounts.At(positive, test.Probability, threshold);
        var auc = new Lazy<AucVariance?>(() => DeLong.Fit(positive, test.Probability));
        var n = whole.Rows;
        Interval At(double level) => auc.Value?.Logit(level) ?? Interval.None("fewer than two rows of a class");

        return MeasureBlock.Of<Tally>(
            counts => new(rows, counts),
            (new("auc", true, n) { Closed = At }, tally => tally.RocAuc),
            (new("pr_auc", true, n), tally => tally.AveragePrecision),
            (new("log_loss", false, n), tally => tally.LogLoss),
            (new("brier", false, n), tally => tally.Brier),
            (new("ece", false, n), tally => tally.CalibrationError),
            (new("accuracy", true, n, whole.TruePositives + whole.TrueNegatives), tally => tally.Confusion.Accuracy),
            (new("balanced_accuracy", true, n), tally => tally.Confusion.BalancedAccuracy),
            (new("precision", true, whole.Selected, whole.TruePositives), tally => tally.Confusion.Precision),
            (new("recall", true, whole.Positives, whole.TruePositives), tally => tally.Confusion.Recall),
            (new("specificity", true, whole.Negatives, whole.TrueNegatives), tally => tally.Confusion.Specificity),
            (new("f1", true, n), tally => tally.Confusion.F1),
            (new("mcc", true, n), tally => tally.Confusion.Mcc),
            (new("lift", true, n), tally => tally.Lift.Value),
            (new("gain", true, n), tally => tally.Lift.Gain));
    }

    private sealed record Ranked(BinaryCells Cells, ScoreRanking Ranking, double[] Losses, double[] Squares);

    /// <summary>Summed up once; what takes another pass is made only where it is read.</summary>
    private readonly ref struct Tally
    {
        private readonly Ranked _rows;
        private readonly ReadOnlySpan<int> _counts;
        private readonly double[] _sums;

        public Tally(Ranked rows, ReadOnlySpan<int> counts)
        {
            _rows = rows;
            _counts = counts;
            _sums = new double[rows.Cells.Width];
            rows.Cells.Add(counts, null, _sums);
            Confusion = rows.Cells.Confusion(_sums);
        }

        public ConfusionCounts Confusion { get; }

        public Estimate CalibrationError => _rows.Cells.CalibrationError(_sums);

        public Estimate RocAuc => _rows.Ranking.RocAuc(_counts);

        public Estimate AveragePrecision => _rows.Ranking.AveragePrecision(_counts);

        public Lift Lift => _rows.Ranking.Lift(_counts, Confusion.Rows, Confusion.Positives);

        public Estimate LogLoss => Mean(_rows.Losses);

        public Estimate Brier => Mean(_rows.Squares);

        private Estimate Mean(double[] values) => Estimate.Ratio(Counts.Sum(_counts, values), Confusion.Rows, "there are no rows");
    }
}
