namespace ServerlessMlops.Statistics.Calibration;

/// <summary>Probabilities from scores by a logistic curve of two parameters: p = 1 ÷ (1 + e^(slope·score + offset)).</summary>
/// <param name="Slope">Below 0 where higher scores mean the positive class.</param>
/// <remarks>
/// Fitted by Newton's method with a line search to log loss against the smoothed targets (n₊ + 1) ÷ (n₊ + 2) and 1 ÷ (n₋ + 2). Sources: Platt,
/// Advances in Large Margin Classifiers (1999) 61–74; Lin, Lin and Weng, Machine Learning 68 (2007) 267–276.
/// </remarks>
public sealed record PlattScaling(double Slope, double Offset)
{
    private const int MostSteps = 100;
    private const double SmallestGradient = 1e-10;
    private const double Ridge = 1e-12;

    /// <param name="scores">Finite, on any scale: margins mostly.</param>
    /// <param name="positive">Whether each row is of the positive class.</param>
    /// <returns>
    /// Null without a row of each class. Scores (−2, −1, 0, 1, 2) of (−, −, +, −, +) give slope −0.480861 and offset 0.359155.
    /// </returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static PlattScaling? Fit(ReadOnlySpan<double> scores, ReadOnlySpan<bool> positive)
    {
        Samples.SameLength(scores.Length, positive.Length);
        var positives = positive.Count(true);
        var negatives = positive.Length - positives;
        if (positives == 0 || negatives == 0)
        {
            return null;
        }

        var targets = new double[scores.Length];
        for (var row = 0; row < targets.Length; row++)
        {
            targets[row] = positive[row] ? (positives + 1.0) / (positives + 2.0) : 1.0 / (negatives + 2.0);
        }

        var (slope, offset) = (0.0, Math.Log((negatives + 1.0) / (positives + 1.0)));
        var loss = Loss(scores, targets, slope, offset);
        for (var step = 0; step < MostSteps; step++)
        {
            var (bySlope, byOffset, descent) = Newton(scores, targets, slope, offset);
            if (descent < SmallestGradient)
            {
                break;
            }

            var length = 1.0;
            var next = Loss(scores, targets, slope + bySlope, offset + byOffset);
            while (!(next < loss) && length > 1e-10)
            {
                length /= 2;
                next = Loss(scores, targets, slope + (length * bySlope), offset + (length * byOffset));
            }

            if (!(next < loss))
            {
                break;
            }

            (slope, offset, loss) = (slope + (length * bySlope), offset + (length * byOffset), next);
        }

        return new(slope, offset);
    }

    /// <summary>In (0, 1).</summary>
    public double Probability(double score) => Sigmoid(-((Slope * score) + Offset));

    private static (double BySlope, double ByOffset, double Gradient) Newton(
        ReadOnlySpan<double> scores, double[] targets, double slope, double offset)
    {
        double gradientSlope = 0, gradientOffset = 0, slopeSlope = Ridge, slopeOffset = 0, offsetOffset = Ridge;
        for (var row = 0; row < scores.Length; row++)
        {
            var p = Sigmoid(-((slope * scores[row]) + offset));
            var (difference, curvature) = (targets[row] - p, p * (1 - p));
            gradientSlope += scores[row] * difference;
            gradientOffset += difference;
            slopeSlope += scores[row] * scores[row] * curvature;
            slopeOffset += scores[row] * curvature;
            offsetOffset += curvature;
        }

        var determinant = (slopeSlope * offsetOffset) - (slopeOffset * slopeOffset);
        return (
            -((offsetOffset * gradientSlope) - (slopeOffset * gradientOffset)) / determinant,
            -((slopeSlope * gradientOffset) - (slopeOffset * gradientSlope)) / determinant,
            Math.Max(Math.Abs(gradientSlope), Math.Abs(gradientOffset)));
    }

    /// <summary>Σ −t·ln p − (1 − t)·ln(1 − p), without overflow: ln(1 + eᶻ) − (1 − t)·z with z = slope·score + offset.</summary>
    private static double Loss(ReadOnlySpan<double> scores, double[] targets, double slope, double offset)
    {
        double loss = 0;
        for (var row = 0; row < scores.Length; row++)
        {
            var z = (slope * scores[row]) + offset;
            loss += Math.Max(z, 0) + Math.Log(1 + Math.Exp(-Math.Abs(z))) - ((1 - targets[row]) * z);
        }

        return loss;
    }

    private static double Sigmoid(double z) => z >= 0 ? 1 / (1 + Math.Exp(-z)) : Math.Exp(z) / (1 + Math.Exp(z));
}
