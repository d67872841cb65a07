using ServerlessMlops.Statistics;
using ServerlessMlops.Statistics.Classification;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>
/// How well the classes' rates in a feature's bins rank rows that those rates were not made of. Row i of fold f and bin b is scored for
/// class k by (rows of k in b outside f + share of k) ÷ (rows in b outside f + 1).
/// </summary>
/// <remarks>
/// Because a row's own label is never in its score, a level that occurs once scores as the whole table does: an identifier says nothing.
/// The direction is known, so the AUC is not turned over; a useless feature comes out a little below ½.
/// </remarks>
internal sealed class OutOfFoldRates
{
    private readonly int _classes;
    private readonly int _bins;
    private readonly int[] _cells;
    private readonly int[] _inBin;
    private readonly int[] _ofClass;
    private readonly int _rows;

    /// <param name="classes">The class of each row, in [0, <paramref name="count"/>).</param>
    public OutOfFoldRates(FeatureBins feature, int[] classes, int count, int[] fold)
    {
        // Levels without a bin of their own share the last one, whose score is the share of the whole table.
        (_classes, _bins, _rows) = (count, feature.Count + 1, classes.Length);
        _cells = new int[LabelledRows.Folds * _bins * count];
        _inBin = new int[_bins * count];
        _ofClass = new int[count];
        for (var row = 0; row < classes.Length; row++)
        {
            var bin = feature.Code[row] < 0 ? feature.Count : feature.Code[row];
            _cells[(((fold[row] * _bins) + bin) * count) + classes[row]]++;
            _inBin[(bin * count) + classes[row]]++;
            _ofClass[classes[row]]++;
        }
    }

    /// <summary>Mean of the AUCs of each class that has rows against all others; of two classes it is the second one's AUC.</summary>
    public Estimate Auc()
    {
        if (_classes == 2)
        {
            return Auc(1);
        }

        var measured = Enumerable.Range(0, _classes).Select(Auc).Where(auc => auc.IsMeasured).Select(auc => auc.Value!.Value).ToArray();
        return measured.Length > 0 ? Estimate.Of(measured.Average()) : Estimate.Unmeasured("no class has rows");
    }

    private Estimate Auc(int positive)
    {
        var labels = new List<bool>();
        var scores = new List<double>();
        var counts = new List<int>();
        for (var fold = 0; fold < LabelledRows.Folds; fold++)
        {
            for (var bin = 0; bin < _bins; bin++)
            {
                var cell = _cells.AsSpan(((fold * _bins) + bin) * _classes, _classes);
                var all = _inBin.AsSpan(bin * _classes, _classes);
                var (here, within) = (Sum(cell), Sum(all));
                if (here == 0)
                {
                    continue;
                }

                var share = _ofClass[positive] / (double)_rows;
                var score = bin == _bins - 1 ? share : (all[positive] - cell[positive] + share) / (within - here + 1);
                labels.AddRange([true, false]);
                scores.AddRange([score, score]);
                counts.AddRange([cell[positive], here - cell[positive]]);
            }
        }

        return scores.Count == 0
            ? Estimate.Unmeasured("there are no rows")
            : ScoreRanking.Of(labels.ToArray(), scores.ToArray()).RocAuc(counts.ToArray());
    }

    private static int Sum(ReadOnlySpan<int> counts)
    {
        var sum = 0;
        foreach (var count in counts)
        {
            sum += count;
        }

        return sum;
    }
}
