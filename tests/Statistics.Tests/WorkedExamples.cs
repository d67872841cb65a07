using ServerlessMlops.Statistics.Association;
using ServerlessMlops.Statistics.Calibration;
using ServerlessMlops.Statistics.Classification;
using ServerlessMlops.Statistics.Drift;
using ServerlessMlops.Statistics.Effects;
using ServerlessMlops.Statistics.Fairness;
using ServerlessMlops.Statistics.Intervals;
using ServerlessMlops.Statistics.Regression;
using ServerlessMlops.Statistics.Testing;

namespace ServerlessMlops.Statistics.Tests;

/// <summary>The examples that the documentation of each measure gives.</summary>
public sealed class WorkedExamples
{
    private static readonly bool[] Labels = [false, false, true, true];
    private static readonly double[] Scores = [0.1, 0.4, 0.35, 0.8];

    [Fact]
    public void Roc_auc() => Near(0.75, RocAuc.Of(Labels, Scores));

    [Fact]
    public void Average_precision() => Near(0.833333, AveragePrecision.Of(Labels, Scores));

    [Fact]
    public void Quantile_edges()
    {
        Assert.Equal([1, 2, 4, 6], QuantileEdges.Of([6, 2, 4, double.NaN, 1, 5, 3], 3));
        Assert.Equal([4], QuantileEdges.Of([4, 4], 3));
        Assert.Equal([0, 0, 1, 1, 2], new[] { 1.0, 2, 2.5, 4, 6 }.Select(value => QuantileEdges.IntervalOf([1, 2, 4, 6], value)));
    }

    [Fact]
    public void Accumulated_effects() => Assert.All(
        AccumulatedEffects.Of([0, 1, 0], [1, 2, 3], 2).Zip([-5.0 / 3, 1.0 / 3, 7.0 / 3]), pair => Assert.Equal(pair.Second, pair.First, 1e-12));

    [Fact]
    public void An_interval_without_a_row_has_no_accumulated_effect() =>
        Assert.Throws<ArgumentException>(() => AccumulatedEffects.Of([0, 0], [1, 3], 2));

    [Fact]
    public void Absolute_deviation() => Assert.Equal(
        [1, 1, 1, 1], new double[][] { [1, 1, 2, 2, 4, 6, 9], [0, 0, 0, 0, 5], [3, 3], [] }.Select(values => AbsoluteDeviation.Of(values)));

    [Fact]
    public void Spread_of_repeats()
    {
        var spread = Spread.Of([6, 1, 2]);
        Assert.Equal((3, 2.645751, 1, 6), (spread.Mean, Math.Round(spread.Deviation, 6), spread.Least, spread.Greatest));
    }

    [Fact]
    public void Youden()
    {
        var (threshold, j) = YoudenIndex.Best(Labels, Scores)!.Value;
        Assert.Equal((0.6, 0.5), (Math.Round(threshold, 12), j));
    }

    [Fact]
    public void Log_loss() => Near(0.366985, LogLoss.Of([true, false], [0.8, 0.4]));

    [Fact]
    public void Brier() => Near(0.1, BrierScore.Of([true, false], [0.8, 0.4]));

    [Fact]
    public void Confusion_counts()
    {
        var counts = new ConfusionCounts(6, 2, 3, 9);
        Near(0.75, counts.Accuracy);
        Near(0.75, counts.Precision);
        Near(0.666667, counts.Recall);
        Near(0.818182, counts.Specificity);
        Near(0.742424, counts.BalancedAccuracy);
        Near(0.705882, counts.F1);
        Near(0.492366, counts.Mcc);
    }

    [Fact]
    public void Confusion_matrix()
    {
        var matrix = ConfusionMatrix.Of([0, 1, 2, 0, 1, 2], [0, 2, 1, 0, 0, 1], 3);
        Near(0.333333, matrix.Accuracy);
        Near(0.222222, matrix.MacroPrecision);
        Near(0.333333, matrix.MacroRecall);
        Near(0.266667, matrix.MacroF1);
        Near(0, matrix.Kappa);
    }

    [Fact]
    public void Pearson_correlation() => Near(0.831522, PearsonCorrelation.Of([1, 2, 3, 4], [1, 3, 2, 5]));

    [Fact]
    public void Correlation_ratio() => Near(0.714286, CorrelationRatio.SquaredOf([0, 0, 1, 1], [1, 2, 3, 5], 2));

    [Fact]
    public void Cramers_v() => Near(0.707107, CramersV.Of([0, 0, 0, 1, 1, 1], [0, 0, 1, 1, 1, 1], 2, 2));

    [Fact]
    public void Platt()
    {
        var line = PlattScaling.Fit([-2, -1, 0, 1, 2], [false, false, true, false, true])!;
        Assert.Equal((-0.480861, 0.359155), (Math.Round(line.Slope, 6), Math.Round(line.Offset, 6)));
    }

    [Fact]
    public void Isotonic()
    {
        var curve = IsotonicCurve.Fit([1, 2, 3, 4], [0, 1, 0, 1])!;
        Assert.Equal([1, 2, 3, 4], curve.Scores);
        Assert.Equal([0, 0.5, 0.5, 1], curve.Values);
        Assert.Equal([0, 0.75, 1], new[] { 0.0, 3.5, 9.0 }.Select(curve.At));
    }

    [Fact]
    public void Conformal_reach() => Near(8, SplitConformal.Reach([9, 8, 7, 6, 5, 4, 3, 2, 1], 0.8));

    [Fact]
    public void Holm() => Assert.Equal([0.03, 0.06, 0.06], HolmAdjustment.Adjust([0.01, 0.04, 0.03]).Select(p => Math.Round(p, 12)));

    [Fact]
    public void Proportion_z_is_the_root_of_chi_square()
    {
        // numpy 1.24.2 and scipy 1.10.1: z from the formula, p by 2 * norm.sf(z); chi2_contingency([[80, 20], [65, 35]], correction=False).
        var test = ProportionZ.Of(20, 100, 35, 100)!;
        Assert.Equal(2.375422747394687, test.Z, 1e-12);
        Assert.Equal(0.01752886126037276, test.P, 1e-12);
        Assert.Equal(5.6426332288401255, test.Z * test.Z, 1e-12);
        Assert.Null(ProportionZ.Of(0, 10, 0, 10));
    }

    [Fact]
    public void Class_imbalance() => Near(0.6, ClassImbalance.Of(80, 20));

    [Fact]
    public void Difference_in_proportions_of_labels()
    {
        Near(0.2, DifferenceInProportionsOfLabels.Of(40, 100, 10, 50));
        var interval = DifferenceInProportionsOfLabels.IntervalOf(56, 70, 48, 80);
        Assert.Equal(0.05243147240236498, interval.Lower!.Value, 1e-12);
        Assert.Equal(0.333872654036906, interval.Upper!.Value, 1e-12);
    }

    [Fact]
    public void Regression_errors()
    {
        var errors = RegressionErrors.Of([3, -0.5, 2, 7], [2.5, 0, 2, 8]);
        Near(0.612372, errors.Rmse);
        Near(0.5, errors.Mae);
        Near(0.948608, errors.R2);
        Near(0.25, errors.MeanError);
    }

    [Fact]
    public void Pinball() => Near(0.033333, PinballLoss.Of([1, 2, 3], [0, 2, 3], 0.1));

    [Fact]
    public void Population_stability() => Near(0.040547, PopulationStability.Psi([0.5, 0.5], [0.6, 0.4]));

    [Fact]
    public void Lift_and_gain()
    {
        var lift = ScoreRanking.Of([true, false, true, false, false], [0.9, 0.8, 0.7, 0.2, 0.1]).Lift([1, 1, 1, 1, 1], 0.4);
        Near(1.25, lift.Value);
        Near(0.5, lift.Gain);
        Near(1, ScoreRanking.Of([true, false, true, false], [0.5, 0.5, 0.5, 0.5]).Lift([1, 1, 1, 1], 0.25).Value);
    }

    [Fact]
    public void Median_absolute_error() => Near(0.5, MedianAbsoluteError.Of([3, -0.5, 2, 7], [2.5, 0, 2, 8]));

    [Fact]
    public void De_long_on_the_logit()
    {
        var interval = new AucVariance(0.9, 0.0016, 50).Logit();
        Near(0.790200, interval.Lower);
        Near(0.955567, interval.Upper);
        Near(WilsonInterval.Of(12, 12).Lower!.Value, new AucVariance(1, 0, 12).Logit().Lower);
    }

    [Fact]
    public void Wilson()
    {
        var eight = WilsonInterval.Of(8, 10);
        Near(0.490162, eight.Lower);
        Near(0.943318, eight.Upper);
        Near(0.838875, WilsonInterval.Of(20, 20).Lower);
        Assert.Equal(1, WilsonInterval.Of(20, 20).Upper);
    }

    [Fact]
    public void Calibration_error() => Near(0.2, ReliabilityCurve.Of([false, true], [0.1, 0.7]).ExpectedCalibrationError);

    [Fact]
    public void Mc_nemar()
    {
        bool[] first = [true, .. Enumerable.Repeat(false, 9), true];
        bool[] second = [false, .. Enumerable.Repeat(true, 9), true];
        Assert.Equal((1L, 9L), (McNemar.Of(first, second).OnlyFirst, McNemar.Of(first, second).OnlySecond));
        Near(0.021484, McNemar.Of(first, second).P);
        Assert.Equal(1, McNemar.Of(first, first).P);
    }

    [Fact]
    public void Drift()
    {
        Assert.Equal(0.5, KolmogorovSmirnov.Of([1, 2, 3, 4], [3, 4, 5, 6])!.D);
        Near(5, Distances.Wasserstein([0, 1, 3], [5, 6, 8]));
        Near(0.071129, Distances.JensenShannon([0.5, 0.5], [0.6, 0.4]));
        Near(0.832555, Distances.JensenShannon([1, 0], [0, 1]));
        var test = ChiSquare.Of([10, 20, 30], [20, 20, 20])!;
        Near(5.333333, test.Statistic);
        Near(0.069483, test.P);
    }

    [Fact]
    public void By_group()
    {
        var groups = new ByGroup([Estimate.Of(0.2), Estimate.Of(0.5)], Estimate.Of(0.3));
        Near(0.3, groups.Difference);
        Near(0.4, groups.Ratio);
        Near(0.2, groups.DifferenceToOverall);
        Near(0.6, groups.RatioToOverall);
    }

    private static void Near(double expected, Estimate seen) => Near(expected, seen.Value);

    private static void Near(double expected, double? seen) => Assert.Equal(expected, Assert.NotNull(seen), 6);
}
