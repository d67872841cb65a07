using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>What is read off a finished column.</summary>
internal static class ColumnFacts
{
    private const int DistinctLimit = 10_000;

    public static ColumnSchema Schema(Column column, bool decimalComma)
    {
        var present = column is NumberColumn { Kind: not ColumnKind.Boolean } numbers ? numbers.Values.Where(double.IsFinite) : [];
        var (min, max) = present.Aggregate(
            (Min: double.PositiveInfinity, Max: double.NegativeInfinity),
            (range, value) => (Math.Min(range.Min, value), Math.Max(range.Max, value)));
        return min <= max
            ? new ColumnSchema(column.Name, column.Kind, column.MissingCount(), Distinct(column), min, max, decimalComma)
            : new ColumnSchema(column.Name, column.Kind, column.MissingCount(), Distinct(column), DecimalComma: decimalComma);
    }

    /// <summary>Distinct values, counted up to 10,000.</summary>
    public static int Distinct(Column column)
    {
        if (column is CategoryColumn categories)
        {
            return Math.Min(categories.Levels.Length, DistinctLimit);
        }

        var distinct = new HashSet<double>();
        foreach (var value in ((NumberColumn)column).Values)
        {
            if (!double.IsNaN(value) && distinct.Add(value) && distinct.Count == DistinctLimit)
            {
                break;
            }
        }

        return distinct.Count;
    }
}
