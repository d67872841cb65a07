using ServerlessMlops.Learning.Calibrating;
using ServerlessMlops.Learning.Learners;
using ServerlessMlops.Statistics.Calibration;

namespace ServerlessMlops.Learning.Tests.Calibrating;

public sealed class CalibrationChoiceTests
{
    [Fact]
    public void A_model_that_is_too_sure_is_calibrated_and_then_says_what_comes_true()
    {
        var (margins, positive) = Draw(4_000, truth => 3 * truth);
        var chosen = CalibrationChoice.Of(margins, positive, 7)!;
        var (fresh, outcome) = Draw(4_000, truth => 3 * truth, seed: 2);
        Assert.True(Error(fresh, outcome, chosen.Probability) < 0.03);
        Assert.True(Error(fresh, outcome, Links.Sigmoid) > 0.08);
    }

    [Fact]
    public void A_model_that_says_what_comes_true_is_left_alone()
    {
        var (margins, positive) = Draw(4_000, truth => truth);
        Assert.Null(CalibrationChoice.Of(margins, positive, 7));
    }

    [Fact]
    public void A_curve_that_is_no_logistic_one_needs_an_isotonic_one()
    {
        var (margins, positive) = Draw(8_000, truth => truth > 0 ? 0.2 * truth : 4 * truth);
        Assert.IsType<ScoreCalibration.Isotonic>(CalibrationChoice.Of(margins, positive, 7));
    }

    [Fact]
    public void Few_rows_are_not_enough_to_tell()
    {
        var (margins, positive) = Draw(60, truth => 5 * truth);
        Assert.Null(CalibrationChoice.Of(margins, positive, 7));
    }

    [Fact]
    public void No_probability_is_certain_and_none_falls_where_the_margin_grows()
    {
        var (margins, positive) = Draw(2_000, truth => truth > 0 ? 0.2 * truth : 4 * truth);
        var curve = IsotonicCurve.Fit(margins, Array.ConvertAll(positive, yes => yes ? 1.0 : 0.0))!;
        var calibration = new ScoreCalibration.Isotonic(curve.Scores, curve.Values, 1.0 / 2_002);
        var seen = Enumerable.Range(-40, 81).Select(margin => calibration.Probability(margin / 4.0)).ToArray();
        Assert.All(seen, probability => Assert.InRange(probability, 1.0 / 2_002, 1 - (1.0 / 2_002)));
        Assert.Equal(seen.Order(), seen);
    }

    [Fact]
    public void A_model_file_with_a_calibration_is_read_back_and_serves_calibrated_probabilities()
    {
        var trained = Samples.Trained("credit", Trainer.LightGbm).File;
        var calibrated = trained with { Calibration = new ScoreCalibration.Platt(-0.5, 0.25) };
        using var scorer = Scorer.Load(calibrated.ToBytes());
        var table = Samples.Named("credit", Trainer.LightGbm).Table;
        int[] rows = [0, 1, 2, 3];
        Assert.Equal(
            scorer.Margins(table, rows).Select(margin => 1 / (1 + Math.Exp((-0.5 * margin) + 0.25))).Select(p => Math.Round(p, 12)),
            scorer.Score(table, rows).Probability.Select(p => Math.Round(p, 12)));
        var penguins = Samples.Trained("penguins", Trainer.Linear).File with { Calibration = calibrated.Calibration };
        Assert.Throws<InvalidModelFileException>(() => Scorer.Load(penguins.ToBytes()));
    }

    /// <summary>Rows whose true log-odds are normal, and a model that says something else of them.</summary>
    private static (double[] Margins, bool[] Positive) Draw(int rows, Func<double, double> said, int seed = 1)
    {
        var random = new Random(seed);
        var truth = Enumerable.Range(0, rows)
            .Select(_ => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble())).ToArray();
        return (Array.ConvertAll(truth, odds => said(odds)), Array.ConvertAll(truth, odds => random.NextDouble() < Links.Sigmoid(odds)));
    }

    private static double Error(double[] margins, bool[] positive, Func<double, double> probability) =>
        ReliabilityCurve.Of(positive, margins.Select(probability).ToArray()).ExpectedCalibrationError.Value!.Value;
}
