namespace ServerlessMlops.Pipeline.Data;

/// <summary>
/// A feature as few whole numbers: quantile bins of a number, levels of a category, and a bin of its own for missing cells.
/// </summary>
/// <param name="Code">The bin of each row that was asked for, in [0, <paramref name="Count"/>); -1: a level too rare to have a bin.</param>
internal sealed record FeatureBins(int[] Code, int Count)
{
    private const int RowsPerBin = 20;

    /// <param name="rows">Rows of the column.</param>
    /// <param name="numberBins">
    /// At most so many of a number, and none of fewer than about 20 rows; values so few each have their own.
    /// </param>
    /// <param name="levelBins">At most so many of a category: the most frequent levels.</param>
    public static FeatureBins Of(Column column, int[] rows, int numberBins, int levelBins) =>
        column is CategoryColumn category ? Levels(category, rows, levelBins) : Quantiles((NumberColumn)column, rows, numberBins);

    private static FeatureBins Levels(CategoryColumn column, int[] rows, int levelBins)
    {
        var seen = new int[column.Levels.Length];
        foreach (var row in rows)
        {
            if (column.Codes[row] >= 0)
            {
                seen[column.Codes[row]]++;
            }
        }

        var bins = new int[seen.Length];
        Array.Fill(bins, -1);
        var count = 0;
        foreach (var level in Enumerable.Range(0, seen.Length).Where(level => seen[level] > 0)
                     .OrderByDescending(level => seen[level]).ThenBy(level => level).Take(levelBins))
        {
            bins[level] = count++;
        }

        return new(Array.ConvertAll(rows, row => column.Codes[row] < 0 ? count : bins[column.Codes[row]]), count + 1);
    }

    private static FeatureBins Quantiles(NumberColumn column, int[] rows, int numberBins)
    {
        double[] sorted = [.. rows.Select(row => column.Values[row]).Where(value => !double.IsNaN(value))];
        Array.Sort(sorted);
        var edges = Edges(sorted, Math.Clamp(sorted.Length / RowsPerBin, 2, numberBins));
        return new(
            Array.ConvertAll(rows, row => double.IsNaN(column.Values[row]) ? edges.Length + 1 : BinOf(column.Values[row], edges)),
            edges.Length + 2);
    }

    /// <summary>The upper ends of all bins but the last: each closed above, so that equal values share a bin.</summary>
    internal static double[] Edges(double[] sorted, int bins)
    {
        var edges = new List<double>(bins);
        foreach (var value in Distinct(sorted, bins + 1))
        {
            edges.Add(value);
        }

        if (edges.Count > bins)
        {
            edges.Clear();
            for (var bin = 1; bin < bins; bin++)
            {
                var edge = sorted[(int)((((long)sorted.Length * bin) + bins - 1) / bins) - 1];
                if (edges.Count == 0 || edge > edges[^1])
                {
                    edges.Add(edge);
                }
            }
        }

        if (edges.Count > 0 && edges[^1] == sorted[^1])
        {
            edges.RemoveAt(edges.Count - 1);
        }

        return [.. edges];
    }

    internal static int BinOf(double value, double[] edges)
    {
        var place = Array.BinarySearch(edges, value);
        return place < 0 ? ~place : place;
    }

    private static IEnumerable<double> Distinct(double[] sorted, int limit) =>
        sorted.Where((value, i) => i == 0 || value != sorted[i - 1]).Take(limit);
}
