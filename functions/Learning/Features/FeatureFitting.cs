using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Learning.Features;

/// <summary>Fits a <see cref="FeatureEncoder"/> on the training rows, and on no other.</summary>
public static class FeatureFitting
{
    /// <summary>A level seen in fewer training rows shares the code of "other": so few rows say nothing that holds.</summary>
    public const int RowsForALevel = 3;

    /// <summary>Levels of one column with a code of their own; the most frequent are kept.</summary>
    public const int MaximumLevels = 250;

    public static FeatureEncoder Fit(Table table, ReadOnlySpan<int> rows, IReadOnlyList<string> features)
    {
        var columns = new List<FeatureColumn>(features.Count);
        foreach (var name in features)
        {
            columns.Add(table[name] switch
            {
                CategoryColumn category => new FeatureColumn(name, category.Kind, Levels(category, rows)),
                NumberColumn numbers => new FeatureColumn(name, numbers.Kind, HasTime: numbers.Kind == ColumnKind.Date && HasTime(numbers, rows)),
                var other => throw new ArgumentException($"Column '{name}' is a {other.GetType().Name}.", nameof(table)),
            });
        }

        return new FeatureEncoder(columns);
    }

    private static string[] Levels(CategoryColumn column, ReadOnlySpan<int> rows)
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
                .Take(MaximumLevels)
                .Select(level => column.Levels[level])
                .Order(StringComparer.Ordinal),
        ];
    }

    private static bool HasTime(NumberColumn column, ReadOnlySpan<int> rows)
    {
        foreach (var row in rows)
        {
            if (!column.IsMissing(row) && column.Values[row] != Math.Floor(column.Values[row]))
            {
                return true;
            }
        }

        return false;
    }
}
