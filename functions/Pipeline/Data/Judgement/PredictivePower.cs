using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Statistics;
using ServerlessMlops.Statistics.Classification;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>
/// What one column alone says about the target: AUC for two classes, the mean AUC of one against the rest for more, R² for a number.
/// </summary>
internal static class PredictivePower
{
    /// <summary>Without so many rows with a value, and so many of each of two classes, a rank says nothing.</summary>
    private const int MinimumRows = 10;

    private const int NumberBins = 100;

    /// <summary>Entries of the tables that rates are counted in: bounds the levels of a category, 100,000 for two classes.</summary>
    private const int Cells = 200_000;

    public static string MeasureOf(ModelTask task) => task switch
    {
        ModelTask.Binary => "auc",
        ModelTask.Multiclass => "macro_auc",
        _ => "r2",
    };

    /// <summary>
    /// The larger of two: rates or means in bins, out of fold, which find any shape; and for numbers the ranks, which find any monotone one
    /// exactly (AUC turned to be at least ½; ρ²).
    /// </summary>
    public static FeatureFinding Of(Column column, LabelledRows rows)
    {
        var (ranked, present) = column is NumberColumn numbers ? ByRank(numbers, rows) : (Estimate.Unmeasured("not a number"), 0);
        var bins = FeatureBins.Of(column, rows.Rows, NumberBins, Cells / Math.Max(1, rows.Classes.Count));
        var binned = OutOfFold(bins, rows);
        var measure = MeasureOf(rows.Task);
        if (ranked.TryGet(out var rank) && !(binned.TryGet(out var rate) && rate > rank))
        {
            return new(column.Name, measure, rank, "rank", present);
        }

        return binned.TryGet(out var value)
            ? new(column.Name, measure, rows.Task == ModelTask.Regression ? Math.Max(0, value) : value, "out_of_fold", rows.Rows.Length)
            : new(column.Name, measure, null, null, rows.Rows.Length, binned.Reason);
    }

    /// <summary>The same of whether the cell is missing; of many classes the one it tells best. Null where all cells or none are.</summary>
    public static double? OfMissing(Column column, LabelledRows rows)
    {
        var missing = Array.ConvertAll(rows.Rows, row => column.IsMissing(row) ? 1.0 : 0.0);
        if (Array.IndexOf(missing, 0.0) < 0 || Array.IndexOf(missing, 1.0) < 0)
        {
            return null;
        }

        return rows.Task == ModelTask.Regression
            ? OutOfFoldMeans.RSquared(new FeatureBins(Array.ConvertAll(missing, cell => (int)cell), 2), rows.Value, rows.Fold).Value
            : Enumerable.Range(rows.Task == ModelTask.Binary ? 1 : 0, rows.Task == ModelTask.Binary ? 1 : rows.Classes.Count)
                .Select(k => EitherWay(RocAuc.Of(Array.ConvertAll(rows.Class, seen => seen == k), missing)).Value)
                .Max();
    }

    private static Estimate OutOfFold(FeatureBins bins, LabelledRows rows) => rows.Task == ModelTask.Regression
        ? OutOfFoldMeans.RSquared(bins, rows.Value, rows.Fold)
        : new OutOfFoldRates(bins, rows.Class, rows.Classes.Count, rows.Fold).Auc();

    private static (Estimate, int Present) ByRank(NumberColumn column, LabelledRows rows)
    {
        int[] present = [.. Enumerable.Range(0, rows.Rows.Length).Where(place => !double.IsNaN(column.Values[rows.Rows[place]]))];
        var values = Array.ConvertAll(present, place => column.Values[rows.Rows[place]]);
        if (rows.Task == ModelTask.Regression)
        {
            return present.Length < MinimumRows
                ? (Estimate.Unmeasured("too few rows"), present.Length)
                : (RankCorrelation.Squared(values, Array.ConvertAll(present, place => rows.Value[place])), present.Length);
        }

        var positive = Array.ConvertAll(present, place => rows.Class[place] == 1);
        var positives = positive.Count(yes => yes);
        return rows.Task == ModelTask.Multiclass || Math.Min(positives, present.Length - positives) < MinimumRows
            ? (Estimate.Unmeasured("too few rows"), present.Length)
            : (EitherWay(RocAuc.Of(positive, values)), present.Length);
    }

    private static Estimate EitherWay(Estimate auc) => auc.TryGet(out var value) ? Estimate.Of(Math.Max(value, 1 - value)) : auc;
}
