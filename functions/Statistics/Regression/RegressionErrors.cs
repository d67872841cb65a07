namespace ServerlessMlops.Statistics.Regression;

/// <summary>Sums of the errors e = predicted − actual of a sample or resample; each measure is read off them in the target's unit.</summary>
/// <remarks>
/// Example, held by a test: actual (3, −0.5, 2, 7) predicted (2.5, 0, 2, 8) give RMSE 0.612372, MAE 0.5, R² 0.948608, mean error 0.25.
/// </remarks>
public readonly record struct RegressionErrors
{
    private readonly double _rows, _sum, _absolute, _squares, _variation;

    private RegressionErrors(double rows, double sum, double absolute, double squares, double variation) =>
        (_rows, _sum, _absolute, _squares, _variation) = (rows, sum, absolute, squares, variation);

    /// <summary>√(Σ e² ÷ n): in [0, ∞), 0 exact; a few large errors weigh more than many small ones.</summary>
    public Estimate Rmse => Mean(_squares).TryGet(out var mean) ? Estimate.Of(Math.Sqrt(mean)) : Mean(_squares);

    /// <summary>Σ |e| ÷ n: in [0, ∞), 0 exact.</summary>
    public Estimate Mae => Mean(_absolute);

    /// <summary>Σ e ÷ n: 0 as often above as below by weight, positive where predictions are too high.</summary>
    public Estimate MeanError => Mean(_sum);

    /// <summary>
    /// 1 − Σ e² ÷ Σ (y − ȳ)²: no unit, in (−∞, 1]; 1 exact, 0 no better than always saying the mean of these rows, below 0 worse.
    /// Unmeasured where every actual value is the same.
    /// </summary>
    public Estimate R2
    {
        get
        {
            var unexplained = Estimate.Ratio(_squares, _variation, "every actual value is the same, or there are no rows");
            return unexplained.TryGet(out var share) ? Estimate.Of(1 - share) : unexplained;
        }
    }

    /// <summary>Sums the rows, each <paramref name="counts"/> times.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static RegressionErrors Of(ReadOnlySpan<double> actual, ReadOnlySpan<double> predicted, ReadOnlySpan<int> counts)
    {
        Samples.SameLength(actual.Length, predicted.Length);
        Samples.SameLength(actual.Length, counts.Length);
        double rows = 0, sum = 0, absolute = 0, squares = 0, total = 0, least = double.PositiveInfinity, most = double.NegativeInfinity;
        for (var row = 0; row < actual.Length; row++)
        {
            var error = predicted[row] - actual[row];
            rows += counts[row];
            sum += counts[row] * error;
            absolute += counts[row] * Math.Abs(error);
            squares += counts[row] * error * error;
            total += counts[row] * actual[row];
            least = counts[row] > 0 ? Math.Min(least, actual[row]) : least;
            most = counts[row] > 0 ? Math.Max(most, actual[row]) : most;
        }

        if (least == most)
        {
            return new(rows, sum, absolute, squares, 0);
        }

        // Around the mean, in a second pass: the one-pass form loses every digit where the mean is far larger than the spread.
        double variation = 0;
        var mean = total / rows;
        for (var row = 0; row < actual.Length; row++)
        {
            variation += counts[row] * (actual[row] - mean) * (actual[row] - mean);
        }

        return new(rows, sum, absolute, squares, variation);
    }

    /// <inheritdoc cref="Of(ReadOnlySpan{double}, ReadOnlySpan{double}, ReadOnlySpan{int})"/>
    public static RegressionErrors Of(ReadOnlySpan<double> actual, ReadOnlySpan<double> predicted) =>
        Of(actual, predicted, Counts.Ones(actual.Length));

    private Estimate Mean(double sum) => Estimate.Ratio(sum, _rows, Samples.Empty);
}
