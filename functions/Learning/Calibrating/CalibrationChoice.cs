using ServerlessMlops.Learning.Learners;
using ServerlessMlops.Pipeline.Training;
using ServerlessMlops.Statistics.Calibration;

namespace ServerlessMlops.Learning.Calibrating;

/// <summary>Whether probabilities are calibrated, and how: only where it helps on rows that the calibration was not fitted on.</summary>
/// <remarks>
/// Log loss over five seeded folds of the validation part. A calibration is taken where its mean gain over the plain logistic curve is more than
/// one standard error of the rows' gains; of two, the one that gains more. Isotonic needs many rows, or it learns them by heart.
/// </remarks>
internal static class CalibrationChoice
{
    private const int Folds = 5;
    internal const int LeastRows = 100;
    private const int LeastOfAClass = 20;
    private const int LeastRowsForIsotonic = 1_000;

    /// <param name="margins">Of the validation rows.</param>
    /// <returns>Null where the plain curve is best, or rows are too few to tell.</returns>
    public static ScoreCalibration? Of(double[] margins, bool[] positive, int seed)
    {
        var positives = positive.Count(yes => yes);
        if (margins.Length < LeastRows || Math.Min(positives, margins.Length - positives) < LeastOfAClass)
        {
            return null;
        }

        Func<double[], bool[], ScoreCalibration?>[] kinds = margins.Length < LeastRowsForIsotonic ? [Platt] : [Platt, Isotonic];
        var fold = Assign(margins.Length, seed);
        var best = kinds.Select(kind => (Kind: kind, Gain: Gain(kind, margins, positive, fold))).MaxBy(tried => tried.Gain);
        return best.Gain > 0 ? best.Kind(margins, positive) : null;
    }

    private static double Gain(Func<double[], bool[], ScoreCalibration?> kind, double[] margins, bool[] positive, int[] fold) => Gain(
        fold,
        row => Loss(Links.Sigmoid(margins[row]), positive[row]),
        others => kind(Array.ConvertAll(others, row => margins[row]), Array.ConvertAll(others, row => positive[row])) is { } fitted
            ? row => Loss(fitted.Probability(margins[row]), positive[row])
            : null);

    /// <param name="plain">A row's loss without calibration.</param>
    /// <param name="fit">From the rows to fit on, a row's loss with it; null where it cannot be fitted.</param>
    /// <returns>Mean gain a row, less its standard error; negative where a fold could not be fitted.</returns>
    internal static double Gain(int[] fold, Func<int, double> plain, Func<int[], Func<int, double>?> fit)
    {
        var gains = new double[fold.Length];
        for (var held = 0; held < Folds; held++)
        {
            if (fit([.. Enumerable.Range(0, fold.Length).Where(row => fold[row] != held)]) is not { } fitted)
            {
                return double.NegativeInfinity;
            }

            for (var row = 0; row < fold.Length; row++)
            {
                gains[row] = fold[row] == held ? plain(row) - fitted(row) : gains[row];
            }
        }

        var mean = gains.Average();
        var variance = gains.Sum(gain => (gain - mean) * (gain - mean)) / (gains.Length - 1);
        return mean - Math.Sqrt(variance / gains.Length);
    }

    private static ScoreCalibration? Platt(double[] margins, bool[] positive) =>
        PlattScaling.Fit(margins, positive) is { Slope: < 0 } line ? new ScoreCalibration.Platt(line.Slope, line.Offset) : null;

    private static ScoreCalibration? Isotonic(double[] margins, bool[] positive) =>
        IsotonicCurve.Fit(margins, Array.ConvertAll(positive, yes => yes ? 1.0 : 0.0)) is { } curve
            ? new ScoreCalibration.Isotonic(curve.Scores, curve.Values, 1.0 / (margins.Length + 2))
            : null;

    internal static int[] Assign(int rows, int seed)
    {
        var fold = Enumerable.Range(0, rows).Select(row => row % Folds).ToArray();
        new SeededShuffle(seed).Shuffle(fold.AsSpan());
        return fold;
    }

    private static double Loss(double probability, bool positive) =>
        -Math.Log(Math.Max(positive ? probability : 1 - probability, 1e-15));
}
