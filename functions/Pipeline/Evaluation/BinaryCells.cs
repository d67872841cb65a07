using ServerlessMlops.Statistics;
using ServerlessMlops.Statistics.Calibration;
using ServerlessMlops.Statistics.Classification;

namespace ServerlessMlops.Pipeline.Evaluation;

/// <summary>
/// Sums from which every rate and calibration error of some rows can be read: rows are put into segments, each within one calibration bin and on
/// one side of the threshold; a segment has three sums, of negative rows, of positive rows, and of probabilities.
/// </summary>
internal sealed class BinaryCells
{
    private const int Sums = 3;
    private readonly int[] _start;
    private readonly List<(int Bin, bool Selected)> _segments = [];
    private readonly TestSet _test;

    public BinaryCells(TestSet test, double threshold)
    {
        _test = test;
        _start = new int[test.Rows];
        var places = new Dictionary<(int, bool), int>();
        for (var row = 0; row < _start.Length; row++)
        {
            var segment = (ReliabilityCurve.Bin(test.Probability[row]), test.Probability[row] >= threshold);
            if (!places.TryGetValue(segment, out var place))
            {
                places.Add(segment, place = _segments.Count);
                _segments.Add(segment);
            }

            _start[row] = place * Sums;
        }
    }

    /// <summary>Sums of one group of rows.</summary>
    public int Width => _segments.Count * Sums;

    /// <param name="group">Of each row; null for all in one.</param>
    /// <param name="sums">Of each group, <see cref="Width"/> of them; added to.</param>
    public void Add(ReadOnlySpan<int> counts, int[]? group, Span<double> sums)
    {
        var (probability, actual, start, width) = (_test.Probability, _test.Actual, _start, Width);
        for (var row = 0; row < counts.Length; row++)
        {
            var count = counts[row];
            var at = start[row] + (group is null ? 0 : group[row] * width);
            sums[at + actual[row]] += count;
            sums[at + 2] += count * probability[row];
        }
    }

    public ConfusionCounts Confusion(ReadOnlySpan<double> sums)
    {
        double found = 0, wrong = 0, missed = 0, left = 0;
        for (var segment = 0; segment < _segments.Count; segment++)
        {
            double negatives = sums[segment * Sums], positives = sums[(segment * Sums) + 1];
            if (_segments[segment].Selected)
            {
                (found, wrong) = (found + positives, wrong + negatives);
            }
            else
            {
                (missed, left) = (missed + positives, left + negatives);
            }
        }

        return new((long)found, (long)wrong, (long)missed, (long)left);
    }

    public Estimate CalibrationError(ReadOnlySpan<double> sums)
    {
        var bins = Bins(sums);
        return ReliabilityCurve.ErrorOf(bins.Rows, bins.Positives, bins.Probabilities);
    }

    /// <summary>Rows, positive rows and sum of probabilities of each bin.</summary>
    public (long[] Rows, long[] Positives, double[] Probabilities) Bins(ReadOnlySpan<double> sums)
    {
        var (rows, positives) = (new long[ReliabilityCurve.DefaultBins], new long[ReliabilityCurve.DefaultBins]);
        var probabilities = new double[ReliabilityCurve.DefaultBins];
        for (var segment = 0; segment < _segments.Count; segment++)
        {
            var (bin, at) = (_segments[segment].Bin, segment * Sums);
            rows[bin] += (long)(sums[at] + sums[at + 1]);
            positives[bin] += (long)sums[at + 1];
            probabilities[bin] += sums[at + 2];
        }

        return (rows, positives, probabilities);
    }
}
