using ServerlessMlops.Statistics;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>
/// R² of predicting a number by its mean in a feature's bins, made of other rows: row i of fold f and bin b is predicted by
/// (sum in b outside f + overall mean) ÷ (rows in b outside f + 1).
/// </summary>
internal static class OutOfFoldMeans
{
    /// <param name="values">Finite, one a row.</param>
    /// <returns>
    /// 1 − Σ(y − ŷ)² ÷ Σ(y − ȳ)²: at most 1; 0 or a little below where the feature says nothing. Unmeasured where no value differs.
    /// </returns>
    public static Estimate RSquared(FeatureBins feature, double[] values, int[] fold)
    {
        if (values.Length == 0)
        {
            return Estimate.Unmeasured("there are no rows");
        }

        // Deviations from the mean, so that sums of squares keep their digits; the overall mean is then 0.
        var mean = values.Average();
        var bins = feature.Count + 1;
        var cellRows = new int[LabelledRows.Folds * bins];
        var cellSum = new double[cellRows.Length];
        var (binRows, binSum) = (new int[bins], new double[bins]);
        double squares = 0;
        for (var row = 0; row < values.Length; row++)
        {
            var bin = feature.Code[row] < 0 ? feature.Count : feature.Code[row];
            var deviation = values[row] - mean;
            cellRows[(fold[row] * bins) + bin]++;
            cellSum[(fold[row] * bins) + bin] += deviation;
            binRows[bin]++;
            binSum[bin] += deviation;
            squares += deviation * deviation;
        }

        // Σ(y − p)² = Σy² − 2pΣy + np² in each cell of one prediction p.
        var errors = squares;
        for (var cell = 0; cell < cellRows.Length; cell++)
        {
            var bin = cell % bins;
            var predicted = bin == feature.Count ? 0 : (binSum[bin] - cellSum[cell]) / (binRows[bin] - cellRows[cell] + 1);
            errors += predicted * ((cellRows[cell] * predicted) - (2 * cellSum[cell]));
        }

        return squares > 0 ? Estimate.Of(1 - (errors / squares)) : Estimate.Unmeasured("every value of the target is the same");
    }
}
