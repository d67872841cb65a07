using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Learning.Features;

/// <summary>Chooses between codes and target encoding by how many levels the training rows have.</summary>
internal static class CategoryFitting
{
    /// <summary>A level seen in fewer training rows shares the code of "other": so few rows say nothing that holds.</summary>
    public const int RowsForALevel = 3;

    /// <summary>Levels with a code of their own; a column with more is target-encoded.</summary>
    public const int MaximumCodes = 100;

    /// <summary>Levels with a mean of their own; the most frequent are kept.</summary>
    public const int MaximumMeans = 20_000;

    /// <param name="targets">For each target column, one number a row.</param>
    public static FeatureEncoding Fit(CategoryColumn column, ReadOnlySpan<int> rows, double[][] targets)
    {
        var levels = Frequent(column, rows);
        if (levels.Length <= MaximumCodes)
        {
            return new CategoryEncoding(levels);
        }

        var groups = OutOfFold.Groups(column, levels, rows);
        return new TargetEncoding(levels, new SmoothedMeans(groups, targets, levels.Length + 2).All());
    }

    private static string[] Frequent(CategoryColumn column, ReadOnlySpan<int> rows)
    {
        var counts = new int[column.Levels.Length];
        foreach (var row in rows)
        {
            if (!column.IsMissing(row))
            {
                counts[column.Codes[row]]++;
            }
        }

        return
        [
            .. Enumerable.Range(0, counts.Length)
                .Where(level => counts[level] >= RowsForALevel)
                .OrderByDescending(level => counts[level])
                .ThenBy(level => column.Levels[level], StringComparer.Ordinal)
                .Take(MaximumMeans)
                .Select(level => column.Levels[level])
                .Order(StringComparer.Ordinal),
        ];
    }
}
