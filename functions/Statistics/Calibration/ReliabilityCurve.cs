namespace ServerlessMlops.Statistics.Calibration;

/// <summary>Rows whose probability lies in (Lower, Upper]; the first bin includes 0.</summary>
/// <param name="N">Rows; bins without rows are left out of a curve.</param>
/// <param name="MeanProbability">What the model said, on average.</param>
/// <param name="PositiveShare">What came true.</param>
public sealed record ReliabilityBin(double Lower, double Upper, long N, double MeanProbability, double PositiveShare);

/// <summary>What a model said against what came true, in bins of equal width; a calibrated model lies on the diagonal.</summary>
/// <remarks>Source: Murphy and Winkler, J. R. Stat. Soc. C 26 (1977) 41–47; bins as scikit-learn's calibration_curve.</remarks>
public sealed record ReliabilityCurve(IReadOnlyList<ReliabilityBin> Bins)
{
    public const int DefaultBins = 10;

    /// <summary>Expected calibration error: Σ nᵦ ÷ n · |mean probability − share of positives| over the bins.</summary>
    /// <remarks>
    /// No unit, in [0, 1]: 0 each bin on the diagonal. It depends on the bins and is above 0 by chance alone, so compare it only at equal bins and
    /// similar n. Two rows, (−, 0.1) and (+, 0.7), give 0.2. Source: Naeini, Cooper and Hauskrecht, AAAI (2015).
    /// </remarks>
    public Estimate ExpectedCalibrationError => Estimate.Ratio(
        Bins.Sum(bin => bin.N * Math.Abs(bin.MeanProbability - bin.PositiveShare)), Bins.Sum(bin => bin.N), Samples.Empty);

    /// <param name="positive">Whether each row is of the positive class.</param>
    /// <param name="probability">Of the positive class, in [0, 1], one a row.</param>
    /// <param name="bins">At least 1.</param>
    /// <returns>Ascending; empty without rows.</returns>
    /// <exception cref="ArgumentException">The lengths differ, or a probability lies outside 0 to 1.</exception>
    public static ReliabilityCurve Of(ReadOnlySpan<bool> positive, ReadOnlySpan<double> probability, int bins = DefaultBins)
    {
        Samples.SameLength(positive.Length, probability.Length);
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        if (probability.Length > 0 && Samples.ProbabilityFault(probability) is { } fault)
        {
            throw new ArgumentException($"There is no curve: {fault}.", nameof(probability));
        }

        long[] rows = new long[bins], positives = new long[bins];
        var sums = new double[bins];
        for (var row = 0; row < probability.Length; row++)
        {
            var bin = Bin(probability[row], bins);
            rows[bin]++;
            positives[bin] += positive[row] ? 1 : 0;
            sums[bin] += probability[row];
        }

        return new([
            .. Enumerable.Range(0, bins).Where(bin => rows[bin] > 0).Select(bin => new ReliabilityBin(
                bin / (double)bins, (bin + 1) / (double)bins, rows[bin], sums[bin] / rows[bin], positives[bin] / (double)rows[bin])),
        ]);
    }

    /// <summary><see cref="ExpectedCalibrationError"/> from sums by bin, without a curve: Σ |Σp − positives| ÷ n.</summary>
    /// <param name="rows">Of each bin.</param>
    /// <param name="positives">Of each bin.</param>
    /// <param name="probabilities">Their sum in each bin.</param>
    public static Estimate ErrorOf(ReadOnlySpan<long> rows, ReadOnlySpan<long> positives, ReadOnlySpan<double> probabilities)
    {
        long n = 0;
        double off = 0;
        for (var bin = 0; bin < rows.Length; bin++)
        {
            n += rows[bin];
            off += Math.Abs(probabilities[bin] - positives[bin]);
        }

        return Estimate.Ratio(off, n, Samples.Empty);
    }

    /// <summary>The bin of a probability: by the edges themselves, since p · bins can round across one.</summary>
    public static int Bin(double probability, int bins = DefaultBins)
    {
        var bin = Math.Clamp((int)Math.Ceiling(probability * bins) - 1, 0, bins - 1);
        return bin > 0 && probability <= bin / (double)bins ? bin - 1
            : bin + 1 < bins && probability > (bin + 1) / (double)bins ? bin + 1
            : bin;
    }
}
